/**
 * The web app, served by the same process: built once when its sources changed since the last build, then files with
 * their hash in the name are cached for ever and the page itself never. The page carries a fresh nonce for the style
 * sheets that the component library adds; scripts come from our own origin only.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { glob, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Refusal } from '@tandem/platform/http/problem.ts';
import type { FastifyInstance } from 'fastify';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const webDir = join(root, 'apps', 'web');
const distDir = join(webDir, 'dist');
const stampFile = join(distDir, '.stamp');
const sources = [
  'apps/web/**/*.{ts,tsx,html,css,json}',
  'platform/ui/**/*',
  'capabilities/*/panel/**/*',
  'capabilities/**/contract.ts',
  'core/**/*.{ts,json}',
  'package-lock.json',
];

/** Builds the web app when needed. Gives false when it was up to date. */
export async function buildWeb(step: (text: string) => void): Promise<boolean> {
  const stamp = await sourceStamp();
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  if (built === stamp) return false;
  step('Building the screens (once)');
  await runBuild();
  await writeFile(stampFile, stamp);
  return true;
}

/** In a process of its own: what a build needs of memory is given back when it ends. */
function runBuild(): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: webDir,
    // Whatever runs the server: people get the fast build, and no page names a path of the machine that built it.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The screens could not be built:\n${output.trim()}`)),
    );
  });
}

async function sourceStamp(): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for (const pattern of sources) {
    for await (const file of glob(pattern, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**', '**/*.test.ts'] }))
      files.push(file);
  }
  for (const file of files.sort()) {
    const info = await stat(join(root, file));
    if (info.isFile()) hash.update(file).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/** Serves the built app for every address that is neither an API route nor a file. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const page = await readFile(join(distDir, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(distDir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|in|assets|health|metrics)(\/|$)/.test(request.url);
    if (!wantsPage) throw new Refusal('missing', 'There is nothing at this address.', null);
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce));
  });
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
