/**
 * The API's reference page at `/api/reference`: the document at `/api/openapi.json`, drawn by Swagger UI from its package,
 * served by ourselves. Nothing comes from elsewhere, and the page's policy allows no script but these files. It shows
 * what the document says, which anybody may read; whoever is signed in can try a route as themselves.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem: API reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/reference/swagger-ui.css">
<script src="/api/reference/swagger-ui-bundle.js" defer></script>
<script src="/api/reference/start.js" defer></script>
</head>
<body>
<main id="reference"><noscript>This page needs JavaScript. The document itself is at /api/openapi.json.</noscript></main>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  filter: true,
  validatorUrl: null,
});
`;

const styles = fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css'));
const bundle = fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'));

export async function addReference(app: FastifyInstance): Promise<void> {
  const files: [path: string, type: string, content: string][] = [
    ['/api/reference', 'text/html', page],
    ['/api/reference/start.js', 'text/javascript', start],
    ['/api/reference/swagger-ui.css', 'text/css', await readFile(styles, 'utf8')],
    ['/api/reference/swagger-ui-bundle.js', 'text/javascript', await readFile(bundle, 'utf8')],
  ];
  for (const [path, type, content] of files)
    app.get(path, async (_request, reply) =>
      reply
        .header('content-security-policy', policy)
        .header('cache-control', 'public, max-age=3600')
        .type(`${type}; charset=utf-8`)
        .send(content),
    );
}
