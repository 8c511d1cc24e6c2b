// The demo's one HTTP and WebSocket server: checks who asks, lets the running faults have their way, and hands
// what is left to the system whose path it is. What the answers say is the systems' business.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { WebSocketServer } from 'ws'
import type { Clock } from '../clock'
import { Channel } from '../faults/channel'
import { garbageFrames } from '../faults/garbage'
import { SystemFaults } from '../faults/system-faults'
import type { Fork } from '../process/kept-process'
import { Supervisor } from '../process/supervisor'
import { demoRoutes, type HostedSystem } from './demo-routes'
import { refusalOf } from './loopback'
import type { DemoSource, Kept, SystemContext, SystemKind } from './system'
import { Traffic } from './traffic'

const LARGEST_INCOMING_FRAME_BYTES = 1024 * 1024
const DEFAULT_CLOSE_CODE = 1011
const STARTING = 'The demo is starting.'

export interface Backend {
  sources: DemoSource[]
  /** Listens on 127.0.0.1; port 0 takes any free one. Answers the port. */
  listen: (port: number) => Promise<number>
  /** Starts what feeds the systems; settles when they have something to show. */
  start: () => Promise<void>
  close: () => Promise<void>
}

/** @param fork starts the children of the systems; tests bring their own. */
export function createBackend(clock: Clock, kinds: readonly SystemKind[], fork?: Fork): Backend {
  const supervisor = new Supervisor(clock, fork)
  const traffic = new Traffic(clock)
  const hosted: HostedSystem[] = []
  const kept = () => sumOf(hosted.flatMap(({ system }) => system.kept?.() ?? []))
  const histories = () => hosted.flatMap(({ system }) => system.histories?.() ?? [])
  for (const kind of kinds) hosted.push(host(kind, { clock, supervisor, traffic, kept, histories }))
  const server = createServer()
  const routeTo = (pathname: string) => {
    for (const { system, faults } of hosted) {
      const route = system.socketAt(pathname)
      if (route) return { route, faults }
    }
    return undefined
  }
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_INCOMING_FRAME_BYTES,
    handleProtocols: (offered, request) => {
      const wanted = routeTo(urlOf(request).pathname)?.route.subprotocol
      return wanted !== undefined && offered.has(wanted) ? wanted : ([...offered][0] ?? false)
    },
  })
  const port = () => (server.address() as AddressInfo).port
  const demo = listenerFor(demoRoutes(hosted, { startedAt: clock.now(), port }).fetch)
  /** What is still starting knows only a part of what there is to show: nobody may take it for the whole. */
  let isStarting = false
  const listeners = new Map(hosted.map(({ id, system }) => [id, listenerFor(system.fetch)]))

  server.on('request', (request, response) => {
    traffic.watch(response)
    const refusal = refusalOf(request)
    if (refusal !== undefined) return answer(response, 403, refusal)
    if (isStarting) return answer(response, 503, STARTING)
    const { pathname } = urlOf(request)
    if (pathname === '/demo' || pathname.startsWith('/demo/')) return demo(request, response)
    const found = hosted.find(({ system }) => system.owns(pathname))
    if (!found) return answer(response, 404, `The demo has nothing at ${pathname}.`)
    const { faults } = found
    if (faults.isRunning('stall')) return faults.park(() => request.socket.destroy())
    if (faults.isRunning('down')) return answer(response, 502, 'The demo plays a backend that is down.')
    response.setHeader('Date', new Date(clock.now() + faults.skew()).toUTCString())
    return listeners.get(found.id)?.(request, response)
  })

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(request)
    if (refusal !== undefined) return refuse(socket, '403 Forbidden', refusal)
    const url = urlOf(request)
    const found = routeTo(url.pathname)
    if (!found) return refuse(socket, '404 Not Found', `No socket at ${url.pathname}.`)
    const { route } = found
    // What feeds the demo comes in before it has started.
    if (isStarting && route.faulty) return refuse(socket, '503 Service Unavailable', STARTING)
    const faults = route.faulty ? found.faults : undefined
    if (faults?.isRunning('stall')) return faults.park(() => socket.destroy())
    if (faults?.isRunning('down')) {
      return refuse(socket, '502 Bad Gateway', 'The demo plays a backend that is down.')
    }
    if (faults?.isRunning('refuse')) return refuse(socket, '403 Forbidden', 'The demo refuses sockets now.')
    const notAdmitted = route.admit?.(url, request.headers)
    if (notAdmitted !== undefined) return refuse(socket, '403 Forbidden', notAdmitted)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const channel = new Channel(webSocket, faults)
      const closing = faults?.requestOf('accept-then-close')
      if (closing) channel.close(closing.code ?? DEFAULT_CLOSE_CODE, closing.reason)
      else route.open(channel, url, subprotocolsOf(request), request.headers)
    })
  })

  return {
    sources: hosted.map(({ system }) => system.source),
    listen: (wanted) => listen(server, wanted, port),
    start: async () => {
      isStarting = true
      await Promise.all(hosted.map(({ system }) => system.start(port())))
      isStarting = false
    },
    close: async () => {
      await Promise.all(hosted.map(({ system }) => system.stop()))
      supervisor.close()
      for (const { faults } of hosted) faults.endAll()
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function host(
  kind: SystemKind,
  common: Pick<SystemContext, 'clock' | 'supervisor' | 'traffic' | 'kept' | 'histories'>,
): HostedSystem {
  const faults = new SystemFaults(common.clock, () => garbageFrames(system.garbage))
  const system = kind.create({
    ...common,
    shown: (trueTime) => trueTime + faults.skew(),
    isRunning: (fault) => faults.isRunning(fault),
  })
  return { id: kind.id, system, faults }
}

function sumOf(parts: readonly Kept[]): Kept {
  const sum = (of: (part: Kept) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    sensors: sum((part) => part.sensors),
    readings: sum((part) => part.readings),
    bytes: sum((part) => part.bytes),
  }
}

function subprotocolsOf(request: IncomingMessage): string[] {
  const header = request.headers['sec-websocket-protocol'] ?? ''
  return header.split(',').flatMap((part) => part.trim() || [])
}

function listenerFor(fetch: (request: Request) => Response | Promise<Response>) {
  return getRequestListener((request) => fetch(request), { overrideGlobalObjects: false })
}

function urlOf(request: IncomingMessage): URL {
  // The path of a request line may hold anything; only its beginning decides which system answers.
  const path = `/${(request.url ?? '').replace(/^\/+/, '')}`
  return URL.canParse(path, 'http://127.0.0.1')
    ? new URL(path, 'http://127.0.0.1')
    : new URL('http://127.0.0.1/')
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function refuse(socket: Duplex, status: string, text: string): void {
  const body = `${text}\n`
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

function listen(server: Server, wanted: number, port: () => number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', () => resolve(port()))
  })
}
