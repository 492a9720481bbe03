/**
 * The thread in which mappings run: one request at a time, an answer for each. It holds no data and no secret, and is
 * ended from outside when it takes too long (index.ts). `$eval` is taken away, so that a text inside a body can never
 * become part of the program, and `$random` with it, so that the same body always gives the same alerts.
 */
import { parentPort } from 'node:worker_threads';
import jsonata from 'jsonata';
import {
  type MappingReply,
  type MappingRequest,
  mappingItemsMax,
  mappingMillisecondsMax,
  mappingOutputCharactersMax,
  mappingStackMax,
} from './rules.ts';

const compiledMax = 50;
const compiled = new Map<string, jsonata.Expression>();

parentPort?.on('message', async (request: MappingRequest) => parentPort?.postMessage(await answer(request)));
parentPort?.postMessage('ready');

async function answer(request: MappingRequest): Promise<MappingReply> {
  try {
    const expression = compile(request.expression);
    if (request.input === null) return { ok: true, output: 'null' };
    const millis = request.nowMs;
    const output = await expression.evaluate(JSON.parse(request.input), {
      eval: undefined,
      random: undefined,
      shuffle: undefined,
      now: () => new Date(millis).toISOString(),
      millis: () => millis,
    });
    const text = JSON.stringify(output ?? null);
    if (text.length > mappingOutputCharactersMax) return { ok: false, message: 'The mapping gives more than fits into a body.' };
    return { ok: true, output: text };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = jsonata(text, { timeout: mappingMillisecondsMax, stack: mappingStackMax, sequence: mappingItemsMax });
  if (compiled.size >= compiledMax) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

/** JSONata throws plain objects with a message, a position and a token. */
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return 'The mapping failed.';
  const position = 'position' in error && typeof error.position === 'number' ? ` (at character ${error.position})` : '';
  return `${String(error.message).slice(0, 300)}${position}`;
}
