// Web Locks as one browser has them: a name is held by one at a time, and who asks `ifAvailable` does not wait.

export function fakeLocks(): LockManager {
  const held = new Set<string>()
  const waiting = new Map<string, (() => void)[]>()

  async function hold(name: string, callback: LockGrantedCallback<unknown>): Promise<unknown> {
    held.add(name)
    try {
      return await callback({ name, mode: 'exclusive' })
    } finally {
      held.delete(name)
      waiting.get(name)?.shift()?.()
    }
  }

  async function request(
    name: string,
    options: LockOptions | LockGrantedCallback<unknown>,
    callback?: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    const granted = typeof options === 'function' ? options : callback
    const ifAvailable = typeof options !== 'function' && options.ifAvailable === true
    if (!granted) throw new TypeError('a lock needs a callback')
    if (!held.has(name)) return hold(name, granted)
    if (ifAvailable) return granted(null)
    await new Promise<void>((resolve) => waiting.set(name, [...(waiting.get(name) ?? []), resolve]))
    return hold(name, granted)
  }

  return { request, query: () => Promise.resolve({ held: [], pending: [] }) } as LockManager
}
