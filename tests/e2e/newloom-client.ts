// Another client of the demo's NewLoom: runs its jobs and writes into its chat. It knows nothing of any page.
import { WebSocket } from 'ws'

/** Who writes and runs jobs here; pages are signed in as the operator. */
const COLLEAGUE = { username: 'admin', password: 'watchdeck' }
/** The demo's first chat, which its page takes for the main one. */
export const CHAT = 1
/** The demo's jobs, by what NewLoom calls them. */
export const JOB_IDS = { 'Minute roll-up': 1, Retention: 2, Export: 3 } as const

export interface NewloomClient {
  /** What stands in for the sign-in of a user. */
  token: string
  /** Runs a job unless it runs already. */
  run: (job: keyof typeof JOB_IDS) => Promise<void>
  /** How the jobs are, by their names. */
  states: () => Promise<Record<string, string>>
  say: (content: string) => void
  /** Its connection is closed. */
  stop: () => Promise<void>
}

/** @param url of a demo, or of a page with a demo behind it */
export async function newloomAt(url: string, user = COLLEAGUE): Promise<NewloomClient> {
  const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { 'Content-Type': 'application/json', ...init.headers }
    const answer = await fetch(`${url}/api/v1${path}`, { ...init, headers })
    if (!answer.ok && answer.status !== 409) throw new Error(`${path}: ${answer.status}`)
    return (await answer.json()) as Answer
  }
  const { token } = await ask<{ token: string }>('/acc/login/', {
    method: 'POST',
    body: JSON.stringify(user),
  })
  const headers = { Authorization: `Token ${token}` }
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws/chat/?token=${token}`)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // A fault may take the connection away; what is said after that goes nowhere.
  socket.on('error', () => undefined)
  return {
    token,
    run: async (job) => {
      await ask(`/streams/${JOB_IDS[job]}/execute/`, { method: 'POST', headers })
    },
    states: async () => {
      const path = '/streams/?no_pagination=true'
      const streams = await ask<{ name: string; status: string }[]>(path, { headers })
      return Object.fromEntries(streams.map(({ name, status }) => [name, status]))
    },
    say: (content) => socket.send(JSON.stringify({ type: 'message', content, chat_id: CHAT })),
    stop: () =>
      new Promise((resolve) => {
        if (socket.readyState === socket.CLOSED) return resolve()
        socket.once('close', () => resolve())
        socket.close()
      }),
  }
}
