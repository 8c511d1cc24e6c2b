// A backend's REST side for tests: answers by method and path, keeps what was asked, honours `signal`.

export interface Asked {
  method: string
  url: URL
  authorization: string | null
  body: unknown
}

/** What to answer: a response, now or later, `hang` for never, `fail` for a network that does not get through. */
export type Answer = Response | Promise<Response> | 'hang' | 'fail'

export class FakeFetch {
  readonly asked: Asked[] = []
  /** Requests that nobody has answered or taken back. */
  pending = 0
  readonly #answers = new Map<string, (asked: Asked) => Answer>()

  /** @param route method and path without query, such as `GET /health` */
  on(route: string, answer: (asked: Asked) => Answer): this {
    this.#answers.set(route, answer)
    return this
  }

  count(route: string): number {
    return this.asked.filter((asked) => routeOf(asked) === route).length
  }

  readonly fetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const asked: Asked = {
      method: init.method ?? 'GET',
      url: new URL(String(input)),
      authorization: new Headers(init.headers).get('authorization'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    }
    this.asked.push(asked)
    const answer = this.#answers.get(routeOf(asked))?.(asked) ?? json({ detail: 'Not Found' }, 404)
    const { signal } = init
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (answer === 'fail') return Promise.reject(new TypeError('fetch failed'))
    if (answer instanceof Response) return Promise.resolve(answer)
    this.pending++
    return new Promise<Response>((resolve, reject) => {
      if (answer !== 'hang') void answer.then(resolve)
      signal?.addEventListener('abort', () => reject(signal.reason))
    }).finally(() => this.pending--)
  }
}

function routeOf({ method, url }: Asked): string {
  return `${method} ${url.pathname}`
}

/** An answer that a test gives when it likes. */
export function later(): { answer: Promise<Response>; give: (response: Response) => void } {
  let give: (response: Response) => void = () => undefined
  const answer = new Promise<Response>((resolve) => {
    give = resolve
  })
  return { answer, give }
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

/** The page that proxies and frameworks send where JSON was asked for. */
export function html(status: number): Response {
  return new Response('<!doctype html><h1>Oh no</h1>', { status, headers: { 'Content-Type': 'text/html' } })
}
