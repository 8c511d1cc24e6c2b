// The REST interface, which both generations share: earlier messages under names of their own, health, figures of
// the room and of this process, and signing in.

import { totalmem } from 'node:os'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { SystemContext } from '../../backend/system'
import type { NewerSocket } from './newer-socket'
import type { Room } from './room'
import type { TokenDesk } from './tokens'

const DEFAULT_LIMIT = 50
const LARGEST_LIMIT = 10_000

export interface RestParts {
  context: SystemContext
  room: Room
  tokens: TokenDesk
  newer: NewerSocket
}

export function restApi(prefix: string, { context: system, room, tokens, newer }: RestParts): Hono {
  const app = new Hono().basePath(prefix)
  const timestamp = (trueTime: number) => new Date(system.shown(trueTime)).toISOString()
  // Pages of other origins may ask: the backend has let only those of this machine come so far.
  app.use(cors({ origin: (origin) => origin, allowHeaders: ['Authorization', 'Content-Type'] }))

  app.get('/api/messages', (context) => {
    const limit = context.req.query('limit') ?? String(DEFAULT_LIMIT)
    if (!/^\d{1,5}$/.test(limit) || Number(limit) < 1 || Number(limit) > LARGEST_LIMIT) {
      const message = `limit: expected a whole number from 1 to ${LARGEST_LIMIT}, found "${limit.slice(0, 100)}"`
      return context.json({ statusCode: 400, error: 'Bad Request', message }, 400)
    }
    const messages = room.log.newest(Number(limit)).map(({ id, username, text, time }) => ({
      id,
      pseudo: username,
      message: text,
      created_at: timestamp(time),
    }))
    return context.json({ success: true, messages })
  })

  app.get('/api/health', (context) =>
    context.json({ status: 'ok', timestamp: timestamp(system.clock.now()), uptime: process.uptime() }),
  )

  app.get('/api/monitoring/stats', (context) => {
    const used = process.memoryUsage.rss()
    const total = totalmem()
    return context.json({
      connectedUsers: room.users().length,
      messagesPerMinute: room.messagesInLastMinute(),
      totalMessages: room.log.size,
      systemHealth: {
        status: 'healthy',
        /** Seconds. */
        uptime: Math.floor(process.uptime()),
        /** Bytes of this process, bytes of this machine. */
        memory: { used, total, percentage: Number(((used / total) * 100).toFixed(1)) },
      },
      timestamp: timestamp(system.clock.now()),
    })
  })

  app.post('/api/auth/login', async (context) => {
    const { username, password } = await credentialsIn(context.req.raw)
    const user = tokens.userWith(username, password)
    if (!user) {
      return context.json(
        { success: false, code: 'INVALID_CREDENTIALS', message: 'Wrong name or password' },
        401,
      )
    }
    if (newer.isConnected(username)) {
      return context.json({
        success: false,
        code: 'ALREADY_LOGGED_IN',
        message: `${username} is connected already`,
      })
    }
    const { public_id: id } = user
    return context.json({ success: true, token: tokens.tokenOf(user), user: { id, username } })
  })

  app.notFound((context) => {
    const message = `Route ${context.req.method}:${context.req.path} not found`
    return context.json({ statusCode: 404, error: 'Not Found', message }, 404)
  })
  return app
}

/** Both empty where the body holds no such texts: then nobody is meant. */
async function credentialsIn(request: Request): Promise<{ username: string; password: string }> {
  const body: unknown = await request.json().catch(() => undefined)
  const fields = new Map<string, unknown>(
    typeof body === 'object' && body !== null ? Object.entries(body) : [],
  )
  const textOf = (name: string) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { username: textOf('username'), password: textOf('password') }
}
