/**
 * OpenAPI 3.1 from the contracts themselves, so that the reference cannot drift from the routes.
 */
import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Problems } from './problem.ts';

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });

/** The document served at `/api/openapi.json`. */
export async function openApiDocument(
  contracts: Record<string, AnyContractRouter>,
  problems: Readonly<Problems>,
): Promise<object> {
  const codes = Object.entries(problems).map(([code, problem]) => `| \`${code}\` | ${problem.status} | ${problem.title} |`);
  return generator.generate(contracts, {
    info: {
      title: 'Tandem',
      version: '0.1.0',
      description: [
        'Errors are RFC 9457 problems with one of these codes.',
        '',
        '| code | status | meaning |',
        '|---|---|---|',
        ...codes,
      ].join('\n'),
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }, { key: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tandem.session_token' },
        key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  });
}
