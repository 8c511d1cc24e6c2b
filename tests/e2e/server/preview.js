// Serves the built page the way `npm run preview` does, on any free port, which it sends to its parent.
// It ends with its parent, however that one ended, and takes the demo with it.
import process from 'node:process'
import { preview } from 'vite'

process.once('disconnect', () => process.exit(0))

const server = await preview({
  logLevel: 'warn',
  preview: { host: '127.0.0.1', port: 0, open: false },
})
const address = server.httpServer.address()
process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
