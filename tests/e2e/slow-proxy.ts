// A proxy in front of a demo that takes its time over upgrades and passes everything else on at once.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Demo } from './server/deck.ts'

export interface SlowProxy {
  /** The same demo, reached through the proxy. */
  demo: Demo
  stop: () => Promise<void>
}

/** @param afterMs how long an upgrade waits before the demo hears of it */
export async function slowProxy(demo: Demo, afterMs: number): Promise<SlowProxy> {
  const open = new Set<Socket>()
  const port = Number(new URL(demo.url).port)
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => client.destroy())
    client.on('close', () => open.delete(client))
    client.once('data', (first) => {
      client.pause()
      const pass = (): void => {
        const backend = connect(port, '127.0.0.1', () => {
          backend.write(first)
          client.pipe(backend).pipe(client)
        })
        backend.on('error', () => client.destroy())
        client.on('close', () => backend.destroy())
      }
      if (/^upgrade: websocket/im.test(first.toString('latin1'))) setTimeout(pass, afterMs)
      else pass()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    demo: { ...demo, url: `http://127.0.0.1:${own}` },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const client of open) client.destroy()
      }),
  }
}
