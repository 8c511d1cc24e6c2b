// Cookies that scripts of this page may read, for an engine in a worker, which sees none: it asks the page. Their
// values go into headers, and nowhere else (C7).

export interface CookieQuestion {
  kind: 'cookie-wanted'
  number: number
  name: string
}

export interface CookieAnswer {
  kind: 'cookie'
  number: number
  value: string | null
}

/** `null` where the page has no such cookie, or may not read it. */
export type ReadCookie = (name: string) => Promise<string | null>

export function cookieOf(page: Pick<Document, 'cookie'>, name: string): string | null {
  const start = `${name}=`
  const found = page.cookie.split('; ').find((pair) => pair.startsWith(start))
  return found?.slice(start.length) ?? null
}

/** The worker's end: asks, and remembers who waits. */
export class CookieInquiries {
  readonly #waiting = new Map<number, (value: string | null) => void>()
  #asked = 0

  constructor(private readonly ask: (question: CookieQuestion) => void) {}

  readonly read: ReadCookie = (name) =>
    new Promise((resolve) => {
      const number = ++this.#asked
      this.#waiting.set(number, resolve)
      this.ask({ kind: 'cookie-wanted', number, name })
    })

  settle({ number, value }: CookieAnswer): void {
    this.#waiting.get(number)?.(value)
    this.#waiting.delete(number)
  }
}
