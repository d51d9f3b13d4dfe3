import { expect, test } from 'vitest';
import { Timeline } from '../../src/sync/timeline.js';
import { message } from '../lib/fakes.js';

const timeline = (...seqs: number[]): Timeline => {
  const made = new Timeline('c1', () => undefined);
  made.reset(seqs.map((seq) => message(seq)));
  return made;
};
const seqs = (made: Timeline): number[] => made.view.messages.map(({ seq }) => seq);

test('a message that comes twice is there once', () => {
  const made = timeline(1, 2);
  expect(made.add(message(3))).toEqual({ fresh: true, gap: false });
  expect(made.add(message(3))).toEqual({ fresh: false, gap: false });
  expect(seqs(made)).toEqual([1, 2, 3]);
});

test('a hole is reported, and nothing is shown behind it', () => {
  const made = timeline(1, 2);
  expect(made.add(message(4))).toEqual({ fresh: true, gap: true });
  expect(seqs(made)).toEqual([1, 2]);
  expect(made.rev).toBe(0);
  made.apply([message(4), message(3)], 4);
  expect(seqs(made)).toEqual([1, 2, 3, 4]);
  expect(made.rev).toBe(4);
});

test('a recall is not undone by an older page that arrives late', () => {
  const made = timeline(1, 2);
  made.apply([message(2, { rev: 9, isRecalled: true, content: {} })], 9);
  expect(made.rev).toBe(9);
  made.reset([message(1), message(2, { rev: 0 })]);
  expect(made.view.messages.at(-1)).toMatchObject({ isRecalled: true, content: {} });
});

test('what quotes a recalled message no longer tells it, whichever came first', () => {
  const quote = (): { replyTo: { id: string; content: { text: string } } } => ({ replyTo: { id: message(1).id, content: { text: 'a secret' } } });
  const made = timeline(1);
  made.add(message(2, quote()));
  made.pending([{ clientId: 'p', conversationId: 'c1', messageType: 'text', content: { text: 'answer' }, createdAt: 0, state: 'sending', ...quote() }]);
  made.recall(message(1).id);
  made.add(message(3, quote()));
  for (const { replyTo } of [...made.view.messages.slice(1), ...made.view.pending]) expect(replyTo).toMatchObject({ content: {}, isRecalled: true });
  const other = timeline(1, 2);
  other.apply([message(1, { rev: 9, isRecalled: true, content: {} }), message(3, quote())], 9);
  expect(other.view.messages.at(-1)?.replyTo).toMatchObject({ content: {}, isRecalled: true });
});

test('a page that does not join replaces what is here', () => {
  const made = timeline(1, 2);
  made.reset(Array.from({ length: 50 }, (_, index) => message(100 + index)));
  expect(seqs(made)[0]).toBe(100);
  expect(made.view.hasOlder).toBe(true);
});

test('older pages go before, and the first message ends them', () => {
  const made = new Timeline('c1', () => undefined);
  made.reset([message(3), message(4)]);
  expect(made.view.hasOlder).toBe(true);
  made.prepend([message(1), message(2)], false);
  expect(seqs(made)).toEqual([1, 2, 3, 4]);
  expect(made.view.hasOlder).toBe(false);
});

test('pointers only move on, and what is read was delivered', () => {
  const made = timeline(1, 2, 3);
  const mine = message(2, { senderId: 'me' });
  expect(made.stateOf(mine, 'me')).toBe('sent');
  made.point({ userId: 'peer', deliveredSeq: 2 });
  expect(made.stateOf(mine, 'me')).toBe('delivered');
  made.point({ userId: 'peer', readSeq: 3 });
  made.point({ userId: 'peer', readSeq: 1 });
  expect(made.stateOf(mine, 'me')).toBe('read');
  expect(made.view.pointers).toEqual([{ userId: 'peer', readSeq: 3, deliveredSeq: 3 }]);
});

test('what is on its way goes away when it is stored', () => {
  const made = timeline(1);
  made.pending([{ clientId: 't1', conversationId: 'c1', messageType: 'text', content: { text: 'x' }, createdAt: 1, state: 'sending' }]);
  made.add(message(2, { senderId: 'me', clientId: 't1' }));
  expect(made.view.pending).toEqual([]);
  expect(seqs(made)).toEqual([1, 2]);
});

test('a list without the page only counts', () => {
  const made = new Timeline('c1', () => undefined);
  expect(made.add(message(7))).toEqual({ fresh: true, gap: false });
  expect(made.view).toMatchObject({ messages: [], lastSeq: 7, loaded: false });
});

test('a change of a message before the oldest here leaves no hole', () => {
  const made = new Timeline('c1', () => undefined);
  made.reset(Array.from({ length: 50 }, (_, index) => message(100 + index)));
  made.apply([message(5, { rev: 160, isRecalled: true }), message(150)], 160);
  expect(seqs(made)[0]).toBe(100);
  expect(seqs(made).at(-1)).toBe(150);
});

test('what answers a recalled message does not go on telling what it said', () => {
  const made = timeline(1);
  made.add(message(2, { replyToId: 'm1', replyTo: { id: 'm1', content: { text: 'a secret' }, sender: { displayName: 'Ann' } } }));
  made.recall('m1');
  expect(made.view.messages[1]!.replyTo).toEqual({ id: 'm1', content: {}, isRecalled: true, sender: { displayName: 'Ann' } });
});

test('a run far back grows both ways until it meets the newest, without a hole or a double', () => {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
  const shown = (): number[] => made.shown.messages.map(({ seq }) => seq);
  const made = new Timeline('c1', () => undefined);
  made.reset(range(51, 60));
  made.open(range(11, 20), true);
  expect([shown()[0], shown().at(-1), made.shown.hasOlder, made.shown.hasNewer]).toEqual([11, 20, true, true]);
  expect(seqs(made)).toEqual(range(51, 60).map(({ seq }) => seq));
  made.add(message(61)); // what comes meanwhile comes to the newest
  made.prepend(range(6, 10), true);
  made.append(range(21, 45), true);
  expect(shown()).toEqual(range(6, 45).map(({ seq }) => seq));
  made.append(range(46, 50), true);
  expect(made.shown).toBe(made.view);
  expect(shown()).toEqual(range(6, 61).map(({ seq }) => seq));
  expect([made.view.hasOlder, made.view.hasNewer]).toEqual([true, false]);
});

test('a run far back hears what becomes of its messages, and is left', () => {
  const made = new Timeline('c1', () => undefined);
  made.reset([message(51), message(52)]);
  made.open([message(11), message(12, { replyTo: { id: 'm11', content: { text: 'a secret' } } }), message(13)], true);
  made.recall('m11');
  made.remove('m13');
  made.apply([message(12, { rev: 60, content: { text: 'other' } }), message(20, { rev: 61 })], 61);
  expect(made.shown.messages).toMatchObject([{ isRecalled: true, content: {} }, { content: { text: 'other' }, replyTo: { isRecalled: true, content: {} } }, { isDeleted: true }]);
  expect(seqs(made)).toEqual([51, 52]); // 20 would have left a hole on either side
  made.close();
  expect(made.shown).toBe(made.view);
});

test('a run that reaches the newest joins them, be there some between that one has deleted', () => {
  const made = new Timeline('c1', () => undefined);
  made.reset([message(51), message(52)]);
  made.open([message(11), message(12)], false);
  made.append([message(51)], true);
  expect(seqs(made)).toEqual([11, 12, 51, 52]);
  expect(made.view.hasOlder).toBe(false);
});
