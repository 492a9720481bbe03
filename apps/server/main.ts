/**
 * `npm start`: reads the settings, puts the product together, loads the example where there is nothing yet, listens, and
 * says in words where to go. Ctrl-C and SIGTERM stop everything, PostgreSQL included; a second one stops at once.
 */
import { readConfig, settingsText } from '@tandem/platform/config/config.ts';
import { compose, type Running } from './compose.ts';
import { loadExample } from './example/load.ts';
import { startScreen } from './start-screen.ts';
import { buildWeb, serveWeb } from './web.ts';

const out = startScreen(process.stdout);

async function main(): Promise<void> {
  const read = readConfig(process.env, process.argv.slice(2));
  if (!read.ok) {
    out.refuse(read.problems);
    process.exitCode = 2;
    return;
  }
  if (read.help) {
    process.stdout.write(settingsText());
    return;
  }
  const { config } = read;
  out.title();
  if (config.role !== 'worker') await buildWeb(out.step);
  const running = await compose(config, out);
  stopOnSignals(running);
  if (config.role !== 'worker') await serveWeb(running.app);
  const example = config.example ? await loadExample(running, out.step) : null;
  await running.work();
  const url = await listen(running);
  if (example !== null) await example.announce(url);
  out.ready(url, config, example);
}

async function listen(running: Running): Promise<string> {
  const { config } = running.services;
  if (config.role === 'worker') return 'no address (worker)';
  const address = await running.app.listen({ host: config.host, port: config.port });
  return config.publicUrl ?? address;
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    out.step('Stopping');
    running.stop().then(
      () => {
        out.stopped();
        process.exit(0);
      },
      (error: unknown) => {
        out.refuse([error instanceof Error ? error.message : String(error)]);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  out.refuse([explain(error)]);
  process.exit(1);
});

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Set PORT to another one, or PORT=0 for any free one.';
  return error instanceof Error ? error.message : String(error);
}
