import { expect, it, vi } from 'vitest'
import { CookieInquiries, cookieOf, type CookieQuestion } from '../../../src/engine/cookies'

it.each([
  ['csrftoken=abc', 'abc'],
  ['a=1; csrftoken=x=y; b=2', 'x=y'],
  ['xcsrftoken=no; csrftoken=', ''],
  ['', null],
  ['csrftokenx=1', null],
])('of %j the page reads %j', (cookie, value) => {
  expect(cookieOf({ cookie }, 'csrftoken')).toBe(value)
})

it('each question gets its own answer, in whatever order they come', async () => {
  const asked: CookieQuestion[] = []
  const inquiries = new CookieInquiries((question) => asked.push(question))
  const answers = [inquiries.read('one'), inquiries.read('two')]
  const settled = vi.fn()
  void answers[0]!.then(settled)
  inquiries.settle({ kind: 'cookie', number: asked[1]!.number, value: '2' })
  inquiries.settle({ kind: 'cookie', number: 99, value: 'nobody asked' })
  expect(await answers[1]).toBe('2')
  expect(settled).not.toHaveBeenCalled()
  inquiries.settle({ kind: 'cookie', number: asked[0]!.number, value: null })
  expect(await answers[0]).toBeNull()
})
