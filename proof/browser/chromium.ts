/**
 * A Chromium for the tests, with a fresh profile each time: the one that is installed (or that CHROMIUM_PATH names), else
 * the one that came from npm, so that `npm ci` is all a machine needs. The npm one brings the few libraries that a bare
 * machine lacks; only the browser's own process is told of them. Nothing that phones home is left on.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser. CHROMIUM_PATH names another one; `CHROMIUM_PATH=npm` takes the npm package's even if one is installed. */
export async function launchChromium(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'];
  const found = wanted === 'npm' ? undefined : (wanted ?? installed.find((path) => existsSync(path)));
  return found === undefined ? launchPackaged() : chromium.launch({ executablePath: found, args: flags });
}

async function launchPackaged(): Promise<Browser> {
  const executablePath = await packaged.executablePath();
  const libraries = await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
  const paths = [join(libraries, 'lib'), process.env['LD_LIBRARY_PATH']].filter((path) => path !== undefined);
  const env: Record<string, string> = { LD_LIBRARY_PATH: paths.join(':') };
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(tmpdir(), 'fonts');
  return chromium.launch({ executablePath, args: flags, env: { ...environment(), ...env } });
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
