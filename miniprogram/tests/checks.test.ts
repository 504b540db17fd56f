import assert from 'node:assert/strict'
import test from 'node:test'
import { ageOf, idNumber, phone, wholeNumber } from '../src/lib/checks'
import { inWords, isAside, spoken } from '../src/lib/words'
import { day, moment } from '../src/lib/when'

test('an ID number with a right check digit passes, X in either case', () => {
  assert.equal(idNumber('11010519491231002X'), '')
  assert.equal(idNumber('11010519491231002x'), '')
})

test('an ID number with one wrong digit says so', () => {
  assert.match(idNumber('110105194912310021'), /有一位不对/)
  assert.match(idNumber('1101051949'), /18位/)
})

test('a starred number from the server is not scolded', () => {
  assert.equal(idNumber('1101**********002X'), '')
  assert.equal(phone('138****8000'), '')
})

test('mobile and landline numbers pass, others say what to do', () => {
  assert.equal(phone('138 0013 8000'), '')
  assert.equal(phone('0533-4110000'), '')
  assert.match(phone('12345'), /11位/)
})

test('only whole numbers up to the most', () => {
  assert.equal(wholeNumber('12', 30), '')
  assert.match(wholeNumber('十二', 30), /只填数字/)
  assert.match(wholeNumber('31', 30), /太大/)
})

test('age is read off the birth date, before and after the birthday', () => {
  assert.equal(ageOf('110105201006150027', new Date(2026, 5, 14)), 15)
  assert.equal(ageOf('110105201006150027', new Date(2026, 5, 15)), 16)
})

test('an answer not given says so, and no is not the same as not given', () => {
  assert.equal(inWords('emergency.in_danger', undefined), '还没有填')
  assert.equal(inWords('emergency.in_danger', false), '没有')
  assert.equal(inWords('household.status', ['dibao', 'disabled']), '吃低保、有人有残疾证')
})

test('instants are shown in China’s time', () => {
  assert.equal(moment('2026-11-23T20:30:00+00:00'), '11月24日 04:30')
  assert.equal(day('2026-12-21'), '12月21日')
})

test('a question is read whole: what helps, what there is to choose, what was answered', () => {
  assert.equal(spoken('household.monthly_income', 1200, false), '全家一个月收入（元）。不知道准数，说个大概也行。现在填的是：1200。')
  assert.match(spoken('emergency.category', undefined, false), /^遇到什么难处。可以点：火灾、车祸、受伤；得了急病、大病；.*别的难处。$/)
  assert.match(spoken('emergency.in_danger', false, false), /可以点：有；没有。现在填的是：没有。$/)
  assert.match(spoken('applicant.phone', undefined, true), /他（她）的电话/)
})

test('nobody who is ill is asked for school fees, unless they told of some', () => {
  assert.equal(isAside('costs.tuition', { 'emergency.category': 'sudden_illness' }), true)
  assert.equal(isAside('costs.tuition', { 'emergency.category': 'sudden_illness', 'costs.tuition': 500 }), false)
  assert.equal(isAside('costs.tuition', { 'emergency.category': 'job_loss' }), false)
})
