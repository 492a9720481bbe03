/**
 * Files of an item, through the server: stored and given back byte for byte, only ever as a download, only to those of
 * the audience; and refused when they are not what they say, too large or too many.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../index.ts';

let cast: Cast;
let number: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability]);
});
afterAll(() => cast.end());

async function open(by: HarborPerson = 'dana'): Promise<string> {
  const kind = by === 'wes' ? { kind: 'request' } : { kind: 'incident', function: 'bk-failure-fix' };
  return (await cast.as(by).post('~/work/items', { title: 'Backup failed', ...kind })).body.number;
}

interface File {
  name: string;
  type: string;
  content: Buffer;
}
const log: File = { name: 'backup.log', type: 'text/plain', content: Buffer.from('02:10 exit code 3\n') };

function upload(by: HarborPerson | null, to: string, audience: string | null, file: File = log) {
  const edge = 'tandem-test-boundary';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`;
  return cast.app.inject({
    method: 'POST',
    url: `/api/engagements/${cast.harborId}/work/items/${to}/attachments${audience === null ? '' : `?audience=${audience}`}`,
    headers: { ...(by && { 'x-test-user': cast.people[by].userId }), 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${edge}--\r\n`)]),
  });
}

const download = (by: HarborPerson | null, id: string) =>
  cast.app.inject({
    method: 'GET',
    url: `/api/engagements/${cast.harborId}/work/items/${number}/attachments/${id}`,
    headers: by === null ? {} : { 'x-test-user': cast.people[by].userId },
  });

const read = async (by: HarborPerson, item: string) => (await cast.as(by).get(`~/work/items/${item}`)).body;

test('a file comes back as it went in, as a download in a sandbox', async () => {
  number = await open();
  const made = await upload('dana', number, 'shared');
  expect([made.statusCode, made.json()]).toEqual([
    201,
    expect.objectContaining({ name: 'backup.log', mediaType: 'text/plain', bytes: 18, by: 'Dana Ruiz' }),
  ]);
  const got = await download('jo', made.json().id);
  expect(got.rawPayload.equals(log.content)).toBe(true);
  expect(got.headers).toMatchObject({
    'content-type': 'text/plain',
    'content-disposition': `attachment; filename="backup.log"; filename*=UTF-8''backup.log`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  expect((await read('jo', number)).attachments).toHaveLength(1);
});

test('a large file passes; one larger than the limit does not', async () => {
  number = await open();
  const large = (bytes: number): File => ({
    name: 'shot.png',
    type: 'image/png',
    content: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(bytes - 8)]),
  });
  expect((await upload('dana', number, 'shared', large(10_485_760))).statusCode).toBe(201);
  const refused = await upload('dana', number, 'shared', large(10_485_761));
  expect([refused.statusCode, refused.json().code]).toEqual([413, 'too-large']);
});

test('a file that is not what it says, or not multipart, or for nobody, is refused', async () => {
  number = await open();
  const disguised = await upload('dana', number, 'shared', {
    name: 'photo.png',
    type: 'image/png',
    content: Buffer.from('<script>'),
  });
  expect([disguised.statusCode, disguised.json().code]).toEqual([415, 'attachment-type']);
  expect((await upload('dana', number, null)).json()).toMatchObject({ status: 422, field: 'audience' });
  const plain = await cast.as('dana').post(`~/work/items/${number}/attachments?audience=shared`, { file: 'x' });
  expect(plain).toMatchObject({ status: 415 });
  expect((await upload('dana', 'HAR-9999', 'shared')).statusCode).toBe(404);
  expect((await upload(null, number, 'shared')).statusCode).toBe(401);
  expect((await upload('wes', number, 'requester')).statusCode).toBe(404);
  expect((await read('dana', number)).attachments).toEqual([]);
});

test('a private file is its side’s alone and changes nothing the other side sees', async () => {
  number = await open();
  const before = await read('dana', number);
  const made = (await upload('jo', number, 'provider')).json();
  expect((await download('lee', made.id)).statusCode).toBe(200);
  expect((await download('dana', made.id)).statusCode).toBe(404);
  expect((await upload('dana', number, 'provider')).json()).toMatchObject({ status: 403, code: 'audience-not-yours' });
  expect(await read('dana', number)).toEqual(before);
});

test('an employee attaches to their own item and reads what is meant for them', async () => {
  number = await open('wes');
  const own = (await upload('wes', number, 'requester')).json();
  const shared = (await upload('dana', number, 'shared')).json();
  expect((await download('wes', own.id)).statusCode).toBe(200);
  expect((await download('wes', shared.id)).statusCode).toBe(404);
  expect((await download('una', own.id)).statusCode).toBe(404);
  expect((await read('wes', number)).attachments).toHaveLength(1);
});

test('an item holds twenty files', async () => {
  number = await open();
  for (let count = 0; count < 20; count += 1) expect((await upload('dana', number, 'shared')).statusCode).toBe(201);
  expect((await upload('dana', number, 'shared')).json()).toMatchObject({ status: 409, code: 'too-many-on-item' });
});
