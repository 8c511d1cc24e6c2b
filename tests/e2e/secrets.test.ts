// Rule C7 for all systems at once: the passwords that were typed and the tokens that came for them are nowhere but in the
// one place that keeps them for the session, and in a socket's address only where its protocol knows no other way.
import { readFileSync } from 'node:fs'
import { expect, test, type Demo, type Page } from './fixture.ts'
import { newloomAt } from './newloom-client.ts'
import { watching } from './own-backends.ts'
import { badgeOf, expectMode, goTo, sourceOf } from './parts.ts'
import { everythingShown, signIn, signInDialogOf } from './secrets.ts'

const PASSWORD = 'watchdeck'
/** What a user might type by mistake; no other text has it. */
const PLANTED = 'planted-Q7r2x9Kd83mLw0'
const KEPT = 'watchdeck:credentials'
/** Where the documents put a token into an address. */
const WITH_TOKEN = /\/ws\/(datapoints\/stream|streams\/|chat\/|workspaces\/1\/)$/

interface Planted {
  source: string
  link: string
  label: string
  typed: (password: string) => Record<string, string>
}

const SOURCES: Planted[] = [
  {
    source: 'plant',
    link: 'datapoints',
    label: 'Plant',
    typed: (password) => ({ Email: 'operator@demo.local', Password: password }),
  },
  {
    source: 'motors',
    link: 'workspace',
    label: 'Motors',
    typed: (password) => ({ Email: 'operator@demo.local', Password: password }),
  },
  {
    source: 'fans',
    link: 'workspace',
    label: 'Fans',
    typed: (password) => ({ Email: 'operator@demo.local', Password: password }),
  },
  { source: 'jobs', link: 'streams', label: 'Jobs', typed: (token) => ({ Token: token }) },
  {
    source: 'room',
    link: 'chat',
    label: 'Room',
    typed: (password) => ({ Name: 'operator', Password: password }),
  },
]

function configurationOf(demo: Demo) {
  const at = (path = '') => demo.url + path
  const workspace = { workspace: 1 }
  return watching(
    { id: 'plant', system: 'webmacs', label: 'Plant', proxy: at(), auth: { method: 'password' } },
    {
      id: 'motors',
      system: 'servosense',
      label: 'Motors',
      proxy: at(),
      options: workspace,
      auth: { method: 'password' },
    },
    {
      id: 'fans',
      system: 'servosense',
      label: 'Fans',
      proxy: at(),
      options: { ...workspace, socketToken: 'query' },
      auth: { method: 'password' },
    },
    {
      id: 'jobs',
      system: 'newloom',
      label: 'Jobs',
      proxy: at(),
      options: { chat: 1 },
      auth: { method: 'token' },
    },
    {
      id: 'room',
      system: 'workspace-chat',
      label: 'Room',
      proxy: at('/workspace-chat/v2'),
      auth: { method: 'password' },
    },
    { id: 'processes', system: 'control-center', label: 'Processes', proxy: at('/control-center') },
  )
}

/** Everything that a page says to its console, throws, and asks for; and how to have every backend repeat a text. */
async function observe(page: Page) {
  const said: string[] = []
  const addresses: string[] = []
  const sockets: { send: (text: string) => void; close: (code: number, reason: string) => void }[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(`${String(error)}\n${error.stack ?? ''}`))
  page.on('request', (request) => addresses.push(request.url()))
  await page.routeWebSocket(/\/sources\//, (socket) => {
    addresses.push(socket.url())
    socket.connectToServer()
    sockets.push({
      send: (text) => socket.send(text),
      close: (code, reason) => void socket.close({ code, reason }),
    })
  })
  return { said, addresses, sockets }
}

/** The tokens that are kept for the session. */
async function tokensOf(page: Page): Promise<string[]> {
  const kept = await page.evaluate((key) => sessionStorage.getItem(key) ?? '{}', KEPT)
  const entries = Object.values(JSON.parse(kept) as Record<string, string | { token: string }>)
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry.token))
}

/** What a browser keeps besides IndexedDB, its cookies and what is shown. */
async function everythingElseKept(page: Page): Promise<string> {
  return page.evaluate(async (known) => {
    const session = Object.entries(sessionStorage).filter(([key]) => key !== known)
    const cached: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        cached.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    const registered = await navigator.serviceWorker.getRegistrations()
    return JSON.stringify([session, cached, registered.map(({ scope }) => scope), window.name])
  }, KEPT)
}

/** Frames and closes in which a careless backend repeats a secret. */
function echoesOf(secret: string): string[] {
  return [
    JSON.stringify({ type: 'error', message: `Token ${secret} is not valid` }),
    JSON.stringify({ type: 'error', code: 'bad', message: `${secret} is not valid` }),
    JSON.stringify({ error: `token=${secret}` }),
    JSON.stringify({ type: 'error', error: { message: `Authorization: Bearer ${secret}` } }),
    JSON.stringify({ type: 'unheard-of', access_token: secret, data: { token: secret } }),
    `{"token":"${secret}"`,
    `refused: ${secret}`,
  ]
}

test('C7: with five systems signed in to, no password and no token is anywhere it should not be', async ({
  page,
  startDeck,
  startDemo,
}) => {
  // Five sign-ins, five examinations, and everything is read again and again.
  test.slow()
  const demo = await startDemo()
  const deck = await startDeck({ configuration: configurationOf(demo) })
  const { said, addresses, sockets } = await observe(page)
  const jobs = await newloomAt(demo.url)
  await page.goto(`${deck.url}/?engine=page`)
  for (let signedIn = 0; signedIn < SOURCES.length; signedIn++) {
    // Whichever source is refused first asks first.
    const title = await signInDialogOf(page).getByRole('heading').innerText()
    const asking = SOURCES.find(({ label }) => title.endsWith(` ${label}`))
    if (!asking) throw new Error(`Nobody signs in to what asks here: ${title}`)
    const { source, link, label, typed } = asking
    const dialog = signInDialogOf(page, label)
    await signIn(page, typed(PLANTED))
    await expect(dialog.locator('.error')).not.toBeEmpty()
    await signIn(page, typed(source === 'jobs' ? jobs.token : PASSWORD))
    await expectMode(page, 'websocket', `${source}/${link}`)
  }
  const tokens = await tokensOf(page)
  expect(tokens).toHaveLength(SOURCES.length)
  for (const token of tokens) expect(token.length).toBeGreaterThanOrEqual(32)
  const secrets = [...new Set(tokens), PLANTED]

  const shown: string[] = []
  const look = async () => {
    shown.push(await everythingShown(page), await everythingElseKept(page))
  }
  await look()
  for (const view of ['Health', 'Messages', 'Events', 'Connections'] as const) {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click()
    await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible()
    await look()
  }
  for (const { source } of SOURCES) {
    await sourceOf(page, source).getByRole('button', { name: 'Find out what is wrong' }).click()
  }
  for (const { source } of SOURCES) {
    const report = sourceOf(page, source).getByRole('region', { name: /^What is wrong with / })
    await expect(report).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  }
  await look()

  for (const token of new Set(tokens)) {
    for (const { send } of sockets) for (const echo of echoesOf(token)) send(echo)
  }
  for (const { source } of SOURCES) {
    await sourceOf(page, source)
      .getByText(/^Last rejected \([1-9]/)
      .click()
    await expect(sourceOf(page, source).locator('details[open] pre').first()).toBeVisible()
  }
  await look()
  // A close reason has 123 bytes.
  tokens.forEach((token) => {
    for (const { close } of sockets) close(1011, `Token ${token}`.slice(0, 120))
  })
  await expect(badgeOf(page, 'room/chat')).not.toHaveAttribute('data-mode', 'websocket')
  await look()
  await goTo(page, 'Events')
  await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible()
  await look()

  await page.goto(`${deck.url}/settings/sources?engine=page`)
  await expect(page.getByRole('heading', { level: 1, name: 'Sources' })).toBeVisible()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const exported = readFileSync(await (await waiting).path(), 'utf8')
  expect(exported).toContain('"room"')
  await look()

  const asked = addresses.map((address) => new URL(address))
  const documented = asked.filter(({ pathname }) => WITH_TOKEN.test(pathname))
  expect(documented.some(({ search }) => search.includes('token='))).toBe(true)
  const elsewhere = asked.filter((address) => {
    const isAllowed = WITH_TOKEN.test(address.pathname) && !address.pathname.startsWith('/sources/motors/')
    return !isAllowed && address.search !== ''
  })
  const everywhere = {
    'the page, its address and its storage': shown.join('\n'),
    'its console and its errors': said.join('\n'),
    'the exported file': exported,
    addresses: [...elsewhere.map(String), ...asked.map(({ pathname }) => pathname)].join('\n'),
  }
  const found = Object.entries(everywhere).flatMap(([place, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
  )
  expect(found).toEqual([])
  expect(addresses.join('\n')).not.toContain(PLANTED)
  await jobs.stop()
})
