// An answer that a page shows beside the one that was given.
import assert from 'node:assert/strict';

// What says how things stand is to be as shown; all else of the same kind.
const exact = new Set(['success', 'code', 'field', 'status', 'paymentStatus', 'disputeStatus', 'action', 'fromStatus', 'toStatus', 'gateway', 'version']);

/** A name in braces takes the id that stands in its place; objects have the same names, or at least those shown where one is "…". */
export function compare(shown, got, ids, at, key) {
  const name = typeof shown === 'string' && /^\{(\w+)\}$/.exec(shown);
  if (name) {
    assert.match(got, /^[0-9a-f-]{36}$/, at);
    ids[name[1]] ??= got;
    assert.equal(got, ids[name[1]], at);
  } else if (Array.isArray(shown)) {
    assert.ok(Array.isArray(got) && got.length === shown.length, `${at}: ${JSON.stringify(got)}`);
    shown.forEach((item, i) => compare(item, got[i], ids, `${at}[${i}]`));
  } else if (shown !== null && typeof shown === 'object') {
    const names = Object.keys(shown).filter((each) => each !== '…');
    const there = Object.keys(got ?? {});
    assert.deepEqual(('…' in shown ? there.filter((each) => names.includes(each)) : there).sort(), names.sort(), at);
    for (const each of names) compare(shown[each], got[each], ids, `${at}.${each}`, each);
  } else {
    assert.equal(got === null ? 'null' : typeof got, shown === null ? 'null' : typeof shown, at);
    if (exact.has(key)) assert.equal(got, shown, at);
  }
}
