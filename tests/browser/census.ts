// Counts what a page holds on to: timers, frames, listeners, observers, workers, sockets. It wraps the browser's
// own functions from `beginCensus` on, and changes nothing about what they do.

/** Names of what is alive, each as often as it is. */
export type Census = Record<string, number>

export interface Count {
  /** What was begun since `beginCensus` and has not ended. */
  alive: () => Census
  end: () => void
}

type Released = () => void

export function beginCensus(): Count {
  const living = new Map<unknown, string>()
  const undo: Released[] = []
  const begin = (key: unknown, name: string): void => void living.set(key, name)
  const finish = (key: unknown): void => void living.delete(key)
  const replace = <Owner extends object, Key extends keyof Owner>(
    owner: Owner,
    key: Key,
    value: Owner[Key],
  ): void => {
    const original = Object.getOwnPropertyDescriptor(owner, key)
    Object.defineProperty(owner, key, { value, configurable: true, writable: true })
    undo.push(() => {
      if (original) Object.defineProperty(owner, key, original)
      else Reflect.deleteProperty(owner, key)
    })
  }

  countTimers(replace, begin, finish)
  countListeners(replace, begin, finish)
  countObservers(replace, begin, finish)
  countWorkersAndSockets(replace, begin, finish)

  return {
    alive: () => {
      const census: Census = {}
      for (const [key, name] of living) {
        if (key instanceof WebSocket && key.readyState >= WebSocket.CLOSING) continue
        census[name] = (census[name] ?? 0) + 1
      }
      return census
    },
    end: () => {
      for (const restore of undo.reverse()) restore()
    },
  }
}

type Replace = <Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
  value: Owner[Key],
) => void
type Begin = (key: unknown, name: string) => void
type Finish = (key: unknown) => void

function countTimers(replace: Replace, begin: Begin, finish: Finish): void {
  const {
    setTimeout,
    setInterval,
    clearTimeout,
    clearInterval,
    requestAnimationFrame,
    cancelAnimationFrame,
  } = window
  const timer = (id: unknown): string => `timer ${String(id)}`
  const frame = (id: unknown): string => `frame ${String(id)}`
  const set = (task: TimerHandler, ms?: number, ...rest: unknown[]): number => {
    const id: number = setTimeout(
      (...passed: unknown[]) => {
        finish(timer(id))
        if (typeof task === 'function') task(...passed)
      },
      ms,
      ...rest,
    )
    begin(timer(id), 'timeout')
    return id
  }
  replace(window, 'setTimeout', set as typeof setTimeout)
  const repeat = (task: TimerHandler, ms?: number, ...rest: unknown[]): number => {
    const id = setInterval(task, ms, ...rest)
    begin(timer(id), 'interval')
    return id
  }
  replace(window, 'setInterval', repeat as typeof setInterval)
  for (const [name, clear] of [
    ['clearTimeout', clearTimeout],
    ['clearInterval', clearInterval],
  ] as const) {
    replace(window, name, (id) => {
      finish(timer(id))
      clear(id)
    })
  }
  replace(window, 'requestAnimationFrame', (task) => {
    const id = requestAnimationFrame((time) => {
      finish(frame(id))
      task(time)
    })
    begin(frame(id), 'animation frame')
    return id
  })
  replace(window, 'cancelAnimationFrame', (id) => {
    finish(frame(id))
    cancelAnimationFrame(id)
  })
}

/** Of what outlives a component: window, document, media queries. A node that is gone takes its listeners along. */
function countListeners(replace: Replace, begin: Begin, finish: Finish): void {
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const keys = new WeakMap<object, Map<string, symbol>>()
  const keyOf = (target: EventTarget, type: string, listener: object, options: unknown): symbol => {
    const capture =
      typeof options === 'object' ? (options as AddEventListenerOptions | null)?.capture : options
    const own = keys.get(listener) ?? new Map<string, symbol>()
    keys.set(listener, own)
    const place = `${target === window ? 'window' : target === document ? 'document' : 'query'}/${type}/${String(Boolean(capture))}`
    const key = own.get(place) ?? Symbol(place)
    own.set(place, key)
    return key
  }
  type Listening = typeof addEventListener
  const add: Listening = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window
    const lasts = target === window || target === document || target instanceof MediaQueryList
    const once = typeof options === 'object' && options.once
    const signal = typeof options === 'object' ? options.signal : undefined
    if (lasts && listener && !once && !signal?.aborted) {
      const key = keyOf(target, type, listener, options)
      begin(key, `listener for ${type}`)
      if (signal) addEventListener.call(signal, 'abort', () => finish(key))
    }
    addEventListener.call(target, type, listener, options)
  }
  const remove: Listening = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window
    if (listener) finish(keyOf(target, type, listener, options))
    removeEventListener.call(target, type, listener, options)
  }
  // Vitest gives the window functions of its own.
  for (const owner of [EventTarget.prototype, window]) {
    replace<EventTarget, 'addEventListener'>(owner, 'addEventListener', add)
    replace<EventTarget, 'removeEventListener'>(owner, 'removeEventListener', remove)
  }
}

function countObservers(replace: Replace, begin: Begin, finish: Finish): void {
  for (const name of ['IntersectionObserver', 'ResizeObserver', 'MutationObserver'] as const) {
    const { observe, disconnect } = window[name].prototype as IntersectionObserver
    const prototype = window[name].prototype as IntersectionObserver
    replace(prototype, 'observe', function (this: IntersectionObserver, ...target) {
      begin(this, name)
      observe.apply(this, target)
    })
    replace(prototype, 'disconnect', function (this: IntersectionObserver) {
      finish(this)
      disconnect.call(this)
    })
  }
}

function countWorkersAndSockets(replace: Replace, begin: Begin, finish: Finish): void {
  const { terminate } = Worker.prototype
  replace(
    window,
    'Worker',
    class extends Worker {
      constructor(...parameters: ConstructorParameters<typeof Worker>) {
        super(...parameters)
        begin(this, 'worker')
      }
    },
  )
  replace(Worker.prototype, 'terminate', function (this: Worker) {
    finish(this)
    terminate.call(this)
  })
  replace(
    window,
    'WebSocket',
    class extends WebSocket {
      constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
        super(...parameters)
        begin(this, 'socket')
      }
    },
  )
}
