// A NewLoom as it is deployed, played (PROTOCOLS.md, field notes): no `/ws/streams/`, and a chat that takes {message} only
// and answers everything else with an error. It notes what it is told.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

export interface PlayedNewloom {
  url: string
  /** The frames that it was sent, as they came. */
  heard: string[]
  /** Sends something to all that are connected. */
  tell: (frame: object) => void
  stop: () => Promise<void>
}

/** The chat that it opens for a message without one. */
export const OPENED_CHAT = 7
const STREAM = {
  id: 4,
  name: 'Market data',
  stream_type: 'http',
  frequency: '1h',
  status: 'active',
  last_run: '2025-07-31T15:47:51.123456+00:00',
  next_run: null,
}

/** @param prefix where its REST begins; the running server has it at `/api` */
export async function playNewloom(prefix: '/api' | '/api/v1' = '/api'): Promise<PlayedNewloom> {
  const heard: string[] = []
  const answers = new Map<string, unknown>([
    ['/sign-in', { username: 'operator', password: 'any' }],
    [`${prefix}/acc/login/`, { detail: 'Signed in.' }],
    [`${prefix}/users/me/`, { id: 1, username: 'operator' }],
    [`${prefix}/streams/`, [STREAM]],
    [`${prefix}/stream-stats/`, []],
  ])
  const server = createServer((request, response) => answer(request, response, answers))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, connection, head) => {
    if (pathOf(request) === '/ws/chat/') {
      sockets.handleUpgrade(request, connection, head, (socket) => converse(socket, heard))
    } else connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    tell: (frame) => sockets.clients.forEach((socket) => socket.send(JSON.stringify(frame))),
    stop: async () => {
      sockets.clients.forEach((socket) => socket.terminate())
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://played').pathname
}

function answer(request: IncomingMessage, response: ServerResponse, answers: Map<string, unknown>): void {
  const found = answers.get(pathOf(request))
  if (found === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not Found</h1>')
    return
  }
  const cookie = pathOf(request).endsWith('/acc/login/') ? ['sessionid=played; HttpOnly; Path=/'] : []
  response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': cookie })
  response.end(JSON.stringify(found))
}

function converse(socket: WebSocket, heard: string[]): void {
  const send = (frame: object): void => socket.send(JSON.stringify(frame))
  socket.on('message', (data) => {
    const text = String(data)
    heard.push(text)
    const { message, chat_id: chat = OPENED_CHAT } = JSON.parse(text) as {
      message?: string
      chat_id?: number
    }
    if (message === undefined) return send({ error: 'Message is required' })
    send({ type: 'status', message: 'Thinking' })
    const timestamp = new Date().toISOString()
    send({ type: 'chat_message', message, response: `About ${message}`, chat_id: chat, timestamp })
    send({ type: 'process_complete' })
  })
}
