import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, judgeFile, savedAs } from './rules.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

describe('judgeFile', () => {
  it.each([
    ['shot.png', 'image/png', png, 'image/png'],
    ['SHOT.PNG', 'application/octet-stream', png, 'image/png'],
    ['scan.pdf', 'application/pdf', bytes('%PDF-1.7 …'), 'application/pdf'],
    ['app.log', 'text/plain; charset=utf-8', bytes('02:10 läuft\n'), 'text/plain'],
    ['list.csv', 'application/vnd.ms-excel', bytes('a;b\n1;2'), 'text/csv'],
    ['dump.pcapng', '', new Uint8Array([0x0a, 0x0d, 0x0d, 0x0a, 1]), 'application/vnd.tcpdump.pcap'],
  ])('keeps %s declared as "%s"', (name, declared, content, mediaType) => {
    expect(judgeFile(name, declared, content)).toEqual({ ok: true, mediaType });
  });

  it.each([
    ['page.html', 'text/html', bytes('<script>'), /end in/],
    ['image.svg', 'image/svg+xml', bytes('<svg onload=x>'), /end in/],
    ['photo.png', 'image/png', bytes('<script>alert(1)</script>'), /content is not/],
    ['photo.png', 'text/html', png, /declared as text\/html/],
    ['run.exe', 'application/octet-stream', bytes('MZ'), /end in/],
    ['notes.txt', 'text/plain', new Uint8Array([0x41, 0, 0x42]), /content is not/],
    ['notes.txt', 'text/plain', new Uint8Array([0xff, 0xfe, 0x41]), /content is not/],
    ['none', 'text/plain', bytes('x'), /end in/],
    ['empty.txt', 'text/plain', new Uint8Array(), /empty/],
  ])('refuses %s declared as "%s"', (name, declared, content, reason) => {
    expect(judgeFile(name, declared, content)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});

describe('fileName and savedAs', () => {
  it('leave no folder, control character or quote to act on', () => {
    expect(fileName('../../etc/passwd')).toBe('passwd');
    expect(fileName('C:\\temp\\a\u202egnp.exe')).toBe('agnp.exe');
    expect(fileName('..')).toBe('file');
    expect(savedAs('Bericht "ä".pdf')).toBe(
      `attachment; filename="Bericht ___.pdf"; filename*=UTF-8''Bericht%20%22%C3%A4%22.pdf`,
    );
  });

  it('give a header that cannot be broken out of, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = fileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name).not.toMatch(/[/\\\p{Cc}]/u);
        expect(savedAs(name)).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w.~!$&+^`|%#-]*$/);
      }),
    );
  });
});
