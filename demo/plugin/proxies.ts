// The proxy table: each source at /sources/<id>/ on the page's own origin, sockets included, and paths of the demo
// at the root, as the systems' documents describe them.

import { isIP } from 'node:net'
import { ServerResponse, type ClientRequest, type IncomingMessage } from 'node:http'
import type { ProxyOptions } from 'vite'
import type { ProxiedSource } from './configuration.ts'

export type ProxyTable = Record<string, ProxyOptions>

export function sourceProxies(sources: readonly ProxiedSource[]): ProxyTable {
  return Object.fromEntries(
    sources.map(({ id, proxy }) => {
      const prefix = `/sources/${id}`
      const options: ProxyOptions = {
        ...passOn(proxy, (cookie) => cookiesOfSource(cookie, `${prefix}/`)),
        rewrite: (path) => path.slice(prefix.length),
      }
      return [`^${prefix.replaceAll('.', '\\.')}/`, options]
    }),
  )
}

/**
 * Two sources of one kind use the same cookie names, so each gets its own path. A cookie without HttpOnly is there for
 * scripts of the page to read, whose path is another: it stands at the root, and sources may share it. One that is
 * taken back need not say which it was, and goes at both. The backend's domain is not the page's.
 */
export function cookiesOfSource(cookie: string, path: string): string[] {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim())
  const says = (pattern: RegExp) => attributes.some((attribute) => pattern.test(attribute))
  const others = attributes.filter((attribute) => !/^(path|domain)\s*=/i.test(attribute))
  const isTakenBack = says(/^max-age\s*=\s*(0|-\d+)$/i)
  const paths = isTakenBack ? [path, '/'] : [says(/^httponly$/i) ? path : '/']
  return paths.map((one) => [pair, ...others, `Path=${one}`].join('; '))
}

/** Where a system's document and a view of the page want the same path: who opens it in a browser means the view. */
const VIEWS = ['/health']

/** `paths` without a slash at the end, such as `/api`: that path and what is below it, not `/apiary`. */
export function rootProxies(paths: readonly string[], target: string): ProxyTable {
  const bypass: ProxyOptions['bypass'] = ({ url = '', headers }) => {
    const isView = VIEWS.includes(url.replace(/\?.*/, '')) && headers.accept?.includes('text/html') === true
    return isView ? url : undefined
  }
  return Object.fromEntries(paths.map((path) => [`^${path}(/|\\?|$)`, { ...passOn(target), bypass }]))
}

function passOn(target: string, cookiesFor = (cookie: string) => [cookie]): ProxyOptions {
  return {
    target: target.replace(/\/+$/, ''),
    changeOrigin: true,
    ws: true,
    configure: (proxy) => {
      proxy.on('proxyReq', (outgoing, incoming) => adoptOrigin(outgoing, incoming, target))
      proxy.on('proxyReqWs', (outgoing, incoming) => adoptOrigin(outgoing, incoming, target))
      proxy.on('proxyRes', (answer, _request, response) => {
        const cookies = answer.headers['set-cookie']
        if (cookies) answer.headers['set-cookie'] = cookies.flatMap(cookiesFor)
        // A backend that dies while it streams would leave the page waiting for ever.
        answer.on('close', () => {
          if (!answer.complete) response.destroy()
        })
      })
      proxy.on('error', (error, _request, response) => {
        const text = `The backend at ${new URL(target).origin} does not answer (${wordFor(error)}).\n`
        if (!(response instanceof ServerResponse)) {
          response.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n')
        } else if (response.headersSent) {
          response.destroy()
        } else {
          response.writeHead(502, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
        }
      })
    },
  }
}

/**
 * Strict backends compare Origin with their own address. Only a page that this server itself serves may pass as
 * one of theirs; a foreign page keeps its origin, and so does a name that was made to point here (DNS rebinding).
 * Vite's `rewriteWsOrigin` would let every page pass.
 */
function adoptOrigin(outgoing: ClientRequest, { headers }: IncomingMessage, target: string): void {
  const { origin, host } = headers
  if (origin === undefined || !URL.canParse(origin)) return
  const page = new URL(origin)
  const ours = page.host === host && (page.hostname === 'localhost' || isAddress(page.hostname))
  if (ours) outgoing.setHeader('Origin', new URL(target).origin)
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
}

function wordFor(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
