import { afterEach, expect, test, vi } from 'vitest'
import { startEngine } from '../../../src/engine/client'
import type { EngineMessage } from '../../../src/engine/port'

class FakeWorker extends EventTarget {
  static started: FakeWorker[] = []
  readonly told: unknown[] = []
  terminated = false

  constructor() {
    super()
    FakeWorker.started.push(this)
  }

  postMessage(command: unknown): void {
    this.told.push(command)
  }

  terminate(): void {
    this.terminated = true
  }
}

const WATCH = {
  kind: 'watch' as const,
  source: {
    id: 'plant',
    system: 'nobody speaks this',
    label: '',
    baseUrl: 'http://x',
    options: {},
    auth: null,
  },
  credentials: null,
}

function start() {
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('location', { origin: 'http://x' })
  // Node before 22 has none, and none is opened here.
  vi.stubGlobal('WebSocket', EventTarget)
  const heard: EngineMessage[] = []
  const client = startEngine('worker', (message) => heard.push(message))
  return { client, heard, worker: FakeWorker.started.at(-1)! }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a worker that does not load is replaced by an engine on the page, which hears what was said before', async () => {
  const { client, heard, worker } = start()
  client.send(WATCH)
  worker.dispatchEvent(new Event('error'))
  expect(worker.terminated).toBe(true)
  await vi.waitFor(() => {
    expect(heard).toContainEqual(expect.objectContaining({ kind: 'metadata', source: 'plant' }))
  })
  client.stop()
})

test('an error in a worker that has spoken is no reason to start anew', () => {
  const { client, heard, worker } = start()
  const message = { kind: 'sign-in-failed', source: 'plant', text: 'No.' }
  worker.dispatchEvent(new MessageEvent('message', { data: message }))
  worker.dispatchEvent(new Event('error'))
  client.send(WATCH)
  expect([worker.terminated, worker.told, heard]).toEqual([false, [WATCH], [message]])
  client.stop()
  expect(worker.terminated).toBe(true)
})
