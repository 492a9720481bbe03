/**
 * Live updates: one LISTEN connection per process, one event stream per open screen. A notice says only which topic
 * changed for which audience; the screen fetches what it may see, so nothing private can leak through a notice, and a
 * member hears nothing of notices meant for the other side. Streams are bounded per person and kept awake by comments.
 */
import type { ServerResponse } from 'node:http';
import pg from 'pg';
import type { MemberActor } from '../access/actor.ts';
import type { Log } from '../log/log.ts';

interface Notice {
  e: string;
  a: string;
  t: string;
  id: string;
}

interface Stream {
  actor: MemberActor;
  reply: ServerResponse;
}

export interface Live {
  /** Opens a stream on a raw reply. False when the person has too many open. */
  open(actor: MemberActor, reply: ServerResponse): boolean;
  count(): number;
  close(): Promise<void>;
}

const streamsPerPersonMax = 12;
const awakeEveryMs = 20_000;
const reconnectAfterMs = 1_000;

export async function startLive(url: string, log: Log): Promise<Live> {
  const streams = new Set<Stream>();
  let closed = false;
  let client: pg.Client | null = null;

  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', (message) => tell(streams, message.payload ?? ''));
    next.on('error', (error) => {
      log.warn({ error: error.message }, 'the live connection was lost');
      client = null;
      if (!closed) setTimeout(() => void listen().catch(() => undefined), reconnectAfterMs).unref();
    });
    await next.connect();
    await next.query('listen tandem_live');
    client = next;
  };
  await listen();

  const awake = setInterval(() => {
    for (const stream of streams) stream.reply.write(': awake\n\n');
  }, awakeEveryMs);
  awake.unref();

  return {
    open: (actor, reply) => {
      const own = [...streams].filter((stream) => stream.actor.userId === actor.userId);
      if (own.length >= streamsPerPersonMax) return false;
      const stream = { actor, reply };
      streams.add(stream);
      reply.on('close', () => streams.delete(stream));
      reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      reply.write('retry: 2000\n\n');
      return true;
    },
    count: () => streams.size,
    close: async () => {
      closed = true;
      clearInterval(awake);
      for (const stream of streams) stream.reply.end();
      await client?.end();
    },
  };
}

function tell(streams: ReadonlySet<Stream>, payload: string): void {
  const notice = JSON.parse(payload) as Notice;
  const data = `data: ${JSON.stringify({ topic: notice.t, id: notice.id })}\n\n`;
  for (const stream of streams) {
    if (stream.actor.engagementId === notice.e && hears(stream.actor, notice.a)) stream.reply.write(data);
  }
}

function hears(actor: MemberActor, audience: string): boolean {
  if (actor.role === 'employee') return audience === 'requester';
  return audience === 'requester' || audience === 'shared' || audience === actor.side;
}
