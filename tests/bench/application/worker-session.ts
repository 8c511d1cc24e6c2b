// Speaks the browser's protocol with the worker of a page. Playwright has sessions for pages only, so its messages go
// through the page's session, each wrapped in one of that.
import type { CDPSession, Page } from '@playwright/test'

const ATTACH_LIMIT_MS = 10_000

interface Answer {
  id?: number
  result?: unknown
  error?: { message: string }
}

/** @throws when the page has no worker */
export async function workerSession(page: Page): Promise<(method: string) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page)
  const sessionId = await attached(session)
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    const answer = JSON.parse(event.message) as Answer
    if (answer.id === undefined) return
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  return async (method) => {
    const id = ++asked
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    const { result, error } = await answered
    if (error) throw new Error(`${method} in the worker: ${error.message}`)
    return result
  }
}

async function attached(session: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The page has no worker.')), ATTACH_LIMIT_MS)
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'worker') return
      clearTimeout(late)
      resolve(sessionId)
    })
  })
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  })
  return found
}
