import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LiveEvent, LiveFeed, pauseMs } from './live.ts';

class FakeSource {
  static last: FakeSource;
  static opened = 0;
  onopen = (): void => undefined;
  onerror = (): void => undefined;
  onmessage = (_message: { data: string }): void => undefined;
  closed = false;
  constructor() {
    FakeSource.last = this;
    FakeSource.opened += 1;
  }
  close(): void {
    this.closed = true;
  }
  send(topic: string, id: string): void {
    this.onmessage({ data: JSON.stringify({ topic, id }) });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  FakeSource.opened = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('pauseMs', () => {
  it('grows, keeps below its bound, and spreads', () => {
    expect([1, 2, 3, 10].map((failures) => pauseMs(failures, 1))).toEqual([1000, 2000, 4000, 30_000]);
    expect(pauseMs(1, 0)).toBe(500);
  });
});

describe('LiveFeed', () => {
  it('hands gathered events of a topic over together, and no others', () => {
    const feed = new LiveFeed('/live');
    const heard: LiveEvent[][] = [];
    feed.listen({ topics: ['work'], heard: (events) => heard.push(events) });
    feed.open();
    FakeSource.last.onopen();
    FakeSource.last.send('work.item', '1');
    FakeSource.last.send('workshop', '2');
    FakeSource.last.send('work', '3');
    vi.advanceTimersByTime(200);
    expect(heard.map((events) => events.map((event) => event.id))).toEqual([['1', '3']]);
    feed.close();
  });

  it('opens again after a loss and tells every listener that events were missed', () => {
    const feed = new LiveFeed('/live');
    const heard = vi.fn();
    feed.listen({ topics: ['alerts'], heard });
    feed.open();
    FakeSource.last.onopen();
    expect(heard).not.toHaveBeenCalled();
    FakeSource.last.onerror();
    expect(feed.state).toBe('lost');
    vi.advanceTimersByTime(1100);
    expect(FakeSource.opened).toBe(2);
    FakeSource.last.onopen();
    expect(feed.state).toBe('live');
    expect(heard).toHaveBeenCalledExactlyOnceWith([]);
    feed.close();
  });

  it('stops trying once closed', () => {
    const feed = new LiveFeed('/live');
    feed.open();
    FakeSource.last.onerror();
    feed.close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toBe(1);
  });
});
