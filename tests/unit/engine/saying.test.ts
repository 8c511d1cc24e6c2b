// What a link says: its first frame, what a user sends, its goodbye; and what is read only when somebody asks.
import { describe, expect, it, vi } from 'vitest'
import type { EngineMessage } from '../../../src/engine/port'
import type { Decoder, Encoder, Protocol, SystemRuntime } from '../../../src/protocols/protocol'
import { protocols } from '../../../src/protocols/registry'
import { RequestError } from '../../../src/protocols/request-error'
import { FakePage } from './fake-page'

const protocol = protocols.get('webmacs')!
const loaded = await protocol.load()
const link = { source: 'plant', link: protocol.links[0]!.id }
const hello = { kind: 'message', conversation: 'main', text: 'Hello ☕' } as const

/** A watched source whose connections say this, and whose backend answers such lookups. */
async function saying(encoder: Encoder, lookUp?: SystemRuntime['lookUp'], chat?: Protocol['chat']) {
  if (typeof loaded === 'function') throw new Error('this system makes one runtime for all')
  const createDecoder = (id: string): Decoder => ({ ...loaded.createDecoder(id), encoder })
  const load = vi
    .spyOn(protocol, 'load')
    .mockResolvedValue(() => ({ ...loaded, createDecoder, ...(lookUp && { lookUp }) }))
  if (chat) protocol.chat = chat
  const page = await FakePage.delivering()
  load.mockRestore()
  delete protocol.chat
  await page.pass(500)
  return page
}

function answers<Kind extends EngineMessage['kind']>(page: FakePage, kind: Kind) {
  return page.messages.filter((one): one is Extract<EngineMessage, { kind: Kind }> => one.kind === kind)
}

describe('a connection', () => {
  it('says first what its system says first, with the credentials', async () => {
    const page = await saying({ opening: (credentials) => `auth ${credentials?.token}` })
    expect(page.socket.sent).toEqual(['auth jwt-1'])
    await page.pass(1_000)
    expect(page.counters.sent).toBe(1)
  })

  it('says goodbye before it is closed, and not to one that is gone', async () => {
    const page = await saying({ leaving: () => 'bye' })
    const first = page.socket
    await page.unwatch()
    expect(first.sent).toEqual(['bye'])
    const other = await saying({ leaving: () => 'bye' })
    other.socket.drop(1006)
    await other.unwatch()
    expect(other.socket.sent).toEqual([])
  })
})

describe('what a user sends', () => {
  it('goes out as the system writes it, and its number comes back', async () => {
    const page = await saying({ outgoing: (outgoing) => JSON.stringify(outgoing) })
    page.send({ kind: 'send', address: link, number: 4, outgoing: hello })
    expect(page.socket.sent).toEqual([JSON.stringify(hello)])
    expect(answers(page, 'sent')).toEqual([
      { kind: 'sent', source: 'plant', number: 4, result: { status: 'sent' } },
    ])
  })

  it('is not sent where the dialect has no word for it, or the socket is gone', async () => {
    const page = await saying({ outgoing: ({ kind }) => (kind === 'typing' ? null : kind) })
    const typing = { kind: 'typing', conversation: 'main', isTyping: true } as const
    page.send({ kind: 'send', address: link, number: 1, outgoing: typing })
    page.socket.drop(1006)
    page.send({ kind: 'send', address: link, number: 2, outgoing: hello })
    page.send({ kind: 'send', address: { ...link, link: 'other' }, number: 3, outgoing: hello })
    page.send({ kind: 'send', address: { ...link, source: 'ghost' }, number: 4, outgoing: hello })
    expect(answers(page, 'sent').map(({ number, result }) => [number, result.status])).toEqual([
      [1, 'not-understood'],
      [2, 'not-connected'],
      [3, 'not-connected'],
      [4, 'not-connected'],
    ])
    expect(page.socket.sent).toEqual([])
  })

  it('is as long as the backend takes, counted in bytes of UTF-8, and not a byte longer', async () => {
    const encoder: Encoder = { outgoing: (said) => (said.kind === 'message' ? said.text : null) }
    const page = await saying(encoder, undefined, {
      link: link.link,
      hasConversations: false,
      hasHistory: false,
      presence: false,
      typing: false,
      messagesPerMinute: null,
      frameBytes: 9,
    })
    for (const text of ['☕☕☕', '☕☕☕!']) {
      page.send({ kind: 'send', address: link, number: 1, outgoing: { ...hello, text } })
    }
    expect(answers(page, 'sent').map(({ result }) => result.status)).toEqual(['sent', 'too-long'])
    expect(page.socket.sent).toEqual(['☕☕☕'])
  })
})

describe('what is read only when somebody asks', () => {
  const lookup = { kind: 'job-runs', job: '7' } as const

  it('comes before the answer', async () => {
    const runs = { kind: 'job-runs' as const, job: '7', runs: [] }
    const page = await saying({}, () => Promise.resolve([runs]))
    page.send({ kind: 'look-up', source: 'plant', number: 5, lookup })
    await page.pass(500)
    expect(page.records).toContainEqual(runs)
    expect(answers(page, 'looked-up')).toEqual([
      { kind: 'looked-up', source: 'plant', number: 5, failure: null },
    ])
  })

  it('says why it could not be had', async () => {
    const page = await saying({}, () => Promise.reject(new RequestError('forbidden', 'Not yours.', 403)))
    page.send({ kind: 'look-up', source: 'plant', number: 5, lookup })
    page.send({ kind: 'look-up', source: 'ghost', number: 6, lookup })
    await page.pass(500)
    expect(answers(page, 'looked-up').map(({ number, failure }) => [number, failure])).toEqual([
      [6, 'This source is not watched.'],
      [5, 'Not yours.'],
    ])
  })

  it('is nothing where a system keeps nothing', async () => {
    const page = await saying({})
    page.send({ kind: 'look-up', source: 'plant', number: 5, lookup })
    await page.pass(500)
    expect(answers(page, 'looked-up')).toMatchObject([{ failure: 'This system keeps nothing to look up.' }])
  })
})
