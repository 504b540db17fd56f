import assert from 'node:assert/strict'
import test from 'node:test'
import { addAct, addEdit, due, failed, resolve, sent, wait } from '../src/lib/queue'
import type { Act, DraftChange, Waiting } from '../src/lib/queue'

const act = (id: string, lane = 'd1'): Act => ({ kind: 'act', id, lane, method: 'POST', path: '/x', body: {}, title: '交', tries: 0, nextAt: 0 })
const edits = (queue: Waiting[]) => (queue[0] as DraftChange).edits

test('edits of one draft that wait together are one change', () => {
  const queue = addEdit(addEdit([], 'd1', 'a', { was: null, now: 'x' }, '1'), 'd1', 'b', { was: null, now: 2 }, '2')
  assert.equal(queue.length, 1)
  assert.deepEqual(Object.keys(edits(queue)), ['a', 'b'])
})

test('typing the same field again keeps what stood there at first', () => {
  const queue = addEdit(addEdit([], 'd1', 'a', { was: 'old', now: 'x' }, '1'), 'd1', 'a', { was: 'x', now: 'y' }, '2')
  assert.deepEqual(edits(queue), { a: { was: 'old', now: 'y' } })
})

test('a field typed back to what it was is no change', () => {
  assert.deepEqual(addEdit(addEdit([], 'd1', 'a', { was: 'old', now: 'x' }, '1'), 'd1', 'a', { was: 'x', now: 'old' }, '2'), [])
})

test('a submission never overtakes the edit before it', () => {
  const queue = addAct(addEdit([], 'd1', 'a', { was: null, now: 'x' }, '1'), act('2'))
  assert.deepEqual(due(queue, 0).map((item) => item.id), ['1'])
})

test('one slow draft does not hold back another', () => {
  let queue = addEdit([], 'd1', 'a', { was: null, now: 'x' }, '1')
  queue = addEdit(queue, 'd2', 'a', { was: null, now: 'x' }, '2')
  queue = failed(queue, '1', 0)
  assert.deepEqual(due(queue, 0).map((item) => item.id), ['2'])
})

test('waiting doubles from two seconds to two minutes', () => {
  assert.deepEqual([1, 2, 3, 20].map(wait), [2_000, 4_000, 8_000, 120_000])
})

test('what was typed while an edit was on its way stays, measured from what went', () => {
  const before = addEdit([], 'd1', 'a', { was: null, now: 'x' }, '1')
  const during = addEdit(before, 'd1', 'a', { was: 'x', now: 'xy' }, '2')
  assert.deepEqual(edits(sent(during, before[0]!)), { a: { was: 'x', now: 'xy' } })
})

test('what was sent is gone', () => {
  const queue = addEdit([], 'd1', 'a', { was: null, now: 'x' }, '1')
  assert.deepEqual(sent(queue, queue[0]!), [])
})

test('keeping one’s own answer writes it over the other’s', () => {
  const queue = addEdit([], 'd1', 'a', { was: null, now: 'mine' }, '1')
  const clash = [{ field: 'a', theirs: 'theirs', yours: 'mine' }]
  assert.deepEqual(edits(resolve(queue, 'd1', clash, true)), { a: { was: 'theirs', now: 'mine' } })
  assert.deepEqual(resolve(queue, 'd1', clash, false), [])
})

test('of two answers in dispute one can be decided without the other', () => {
  const queue = addEdit(addEdit([], 'd1', 'a', { was: null, now: 'mine' }, '1'), 'd1', 'b', { was: null, now: 'too' }, '2')
  const decided = resolve(queue, 'd1', [{ field: 'a', theirs: 'theirs', yours: 'mine' }], false)
  assert.deepEqual(edits(decided), { b: { was: null, now: 'too' } })
})

test('the same act is queued once', () => {
  assert.equal(addAct(addAct([], act('1')), act('1')).length, 1)
})
