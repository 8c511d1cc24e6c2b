// A WebMACS (protocols/webmacs-datapoints.md) that asks nobody to sign in, has no history, and sends one load at its
// exact rate to all that are connected. It counts what it sent, and answers it at /bench/sent.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Load } from './loads.ts'
import { keepPace, type Pace } from './pace.ts'
import { plantOf } from './plant.ts'
import { prefill } from './prefill.ts'
import { answerTo } from './rest.ts'

/** What `GET /bench/sent` answers; all counts since the server started, over all connections. */
export interface Sent {
  frames: number
  readings: number
  connections: number
  /** Whether it sends at the moment: not before somebody is connected, not while paused or filling up. */
  sending: boolean
  /** Bytes that waited for the network at most. */
  mostBuffered: number
}

export interface LoadServerOptions extends Load {
  /** Past readings of each sensor that a new connection is sent first, as fast as it takes them; default none. */
  prefill?: number
}

/** @returns the port that it listens on */
export async function serveLoad(options: LoadServerOptions): Promise<number> {
  const { sensors, hertz, readingsPerFrame } = options
  const plant = plantOf(options)
  const sent: Sent = { frames: 0, readings: 0, connections: 0, sending: false, mostBuffered: 0 }
  let pace: Pace | null = null

  const readingOf = (sensor: number, time: number): string =>
    `{"value":${plant.valueAt(sensor, time)},"event_public_id":"${plant.ids[sensor]}",` +
    `"timestamp":"${wireTime(time)}","experiment_public_id":null}`

  function deliver(readings: readonly string[], receivers: Iterable<WebSocket>): void {
    const frame = `{"type":"datapoints_batch","datapoints":[${readings.join(',')}]}`
    for (const socket of receivers) {
      if (socket.readyState !== socket.OPEN) continue
      socket.send(frame)
      sent.frames++
      sent.readings += readings.length
      sent.mostBuffered = Math.max(sent.mostBuffered, socket.bufferedAmount)
    }
  }

  function resume(): void {
    if (pace) return
    pace = keepPace((sensors * hertz) / readingsPerFrame, (frame, dueAt) => {
      const first = (frame * readingsPerFrame) % sensors
      const readings = Array.from({ length: readingsPerFrame }, (_, i) =>
        readingOf((first + i) % sensors, dueAt),
      )
      deliver(readings, sockets.clients)
    })
    sent.sending = true
  }

  function pause(): void {
    pace?.stop()
    pace = null
    sent.sending = false
  }

  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  sockets.on('connection', (socket: WebSocket) => {
    sent.connections++
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (sockets.clients.size === 0) pause()
    })
    socket.on('message', (data) => {
      if (String(data).includes('ping')) socket.send('{"type":"pong"}')
    })
    socket.send('{"type":"connected","message":"Subscribed to live datapoint stream."}')
    const past = options.prefill ?? 0
    if (past === 0) return resume()
    void prefill(socket, past, options, (readings) => {
      deliver(
        readings.map(({ sensor, time }) => readingOf(sensor, time)),
        [socket],
      )
    }).then(resume)
  })

  const server = createServer((request, response) => {
    const path = pathOf(request)
    if (path === '/bench/pause') pause()
    if (path === '/bench/resume') resume()
    const answer = path.startsWith('/bench/') ? sent : answerTo(path, request.url ?? '/', plant)
    request.resume()
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer ?? { detail: 'Not Found' }))
  })
  server.on('upgrade', (request, connection, head) => {
    if (pathOf(request) !== '/ws/datapoints/stream') {
      connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, connection, head, (socket) => sockets.emit('connection', socket, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** As the document writes times: with microseconds and without a zone, which is UTC. */
function wireTime(time: number): string {
  const whole = Math.floor(time)
  const micros = Math.floor((time - whole) * 1_000)
  return `${new Date(whole).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}`
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://load').pathname
}
