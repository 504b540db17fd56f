import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pieces } from '../src/lib/pieces'

test('a long text is read in pieces that end with a sentence, and nothing of it is lost', () => {
  const text = '姓名：陈明亮。' .repeat(60)
  const made = pieces(text, 100)
  assert.equal(made.join(''), text)
  assert.ok(made.every((one) => one.length <= 100 && one.endsWith('。')))
})

test('a sentence longer than a piece is cut', () => {
  assert.deepEqual(pieces('一'.repeat(7), 3).map((one) => one.length), [3, 3, 1])
})

test('nothing is read of nothing', () => {
  assert.deepEqual(pieces(''), [])
})
