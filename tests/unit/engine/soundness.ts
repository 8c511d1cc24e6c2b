// Sound backends of the five systems, for examinations.
import { fakeLocks } from '../fake-locks'
import { json } from '../fake-fetch'
import type { FakeSocket } from '../fake-socket'
import type { PageOptions } from './fake-page'
import { datapoint } from './plant'
import { Patient, type Soundness } from './patient'

export const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.planted'

const zoneless = (patient: Patient): string =>
  new Date(patient.now - patient.dataAgeMs).toISOString().replace('Z', '')
const listed = (...data: unknown[]): unknown => ({ page: 1, page_size: 100, total: data.length, data })
const oven = { public_id: 'oven', name: 'Oven', min_value: 0, max_value: 300, unit: '°C', type: 'sensor' }

export const webmacs: Soundness = {
  page: { system: 'webmacs', automatic: null },
  open: ['GET /health'],
  rest: {
    'GET /health': () => ({ status: 'ok', version: '1' }),
    'GET /api/v1/auth/me': () => ({ username: 'op', role: 'operator' }),
    'GET /api/v1/events': () => listed(oven),
    'GET /api/v1/rules': () => listed(),
    'GET /api/v1/datapoints/latest': (patient) => [datapoint(patient.beat, zoneless(patient))],
    'POST /api/v1/datapoints/series': (patient) => ({ oven: [datapoint(1, zoneless(patient))] }),
  },
  greeting: () => ({ type: 'connected', message: 'Subscribed to live datapoint stream.' }),
  everyMs: 1_000,
  frame: (patient) => ({
    type: 'datapoints_batch',
    datapoints: [datapoint(patient.beat, zoneless(patient))],
  }),
  pong: { type: 'pong' },
  tokenOf: ({ url }) => new URL(url).searchParams.get('token'),
}

const sensor = { id: 1, name: 'W', kind: 'temperature', unit: '°C', threshold: 80, machine: null }

export const servosense: Soundness = {
  page: { system: 'servosense', options: { workspace: 1 }, signsIn: false },
  rest: {
    'GET /api/workspaces/': () => [{ id: 1, name: 'Hall' }],
    'GET /api/workspaces/1/topology/': () => ({
      workspace: { id: 1, name: 'Hall' },
      machines: [],
      sensors: [sensor],
    }),
    'GET /api/workspaces/1/latest-readings/': (patient) => [
      { sensor_id: 1, value: patient.beat, unit: '°C', ts: null, name: 'W', machine: null },
    ],
  },
  greeting: null,
  everyMs: 500,
  frame: (patient) => ({ type: 'reading', sensor_id: 1, value: patient.beat, unit: '°C' }),
  tokenOf: ({ protocols }: FakeSocket) => protocols[1] ?? null,
  refusalCode: 4401,
}

function stateOf(patient: Patient): unknown {
  const at = zoneless(patient)
  const storage = {
    ...{ name: 'Storage', state: 'running', pid: 1, uptime: 1, cpu_percent: 2, memory_mb: 3, error: null },
    last_updated: at,
  }
  return { components: { storage }, metrics: { timestamp: at, total_concepts: patient.beat } }
}

export const controlCenter: Soundness = {
  page: { system: 'control-center', signsIn: false },
  rest: { 'GET /api/status': stateOf },
  greeting: stateOf,
  everyMs: 2_000,
  frame: stateOf,
}

const stream = (patient: Patient): unknown => ({
  ...{ id: 1, name: 'Roll-up', stream_type: 'sql', frequency: 'hourly', status: 'active' },
  ...{ last_run: zoneless(patient), next_run: null },
})

export const newloom: Soundness = {
  page: { system: 'newloom', method: 'session', automatic: null, cookies: new Map([['csrftoken', 'x']]) },
  rest: {
    'GET /api/v1/users/me/': () => ({ username: 'op' }),
    'GET /api/v1/streams/': (patient) => [stream(patient)],
    'GET /api/v1/stream-stats/': () => [],
  },
  refuse: () => json({ detail: 'Authentication credentials were not provided.' }, 403),
  greeting: null,
  everyMs: 2_000,
  // Nobody writes in the chat.
  frame: (patient, { url }) =>
    url.endsWith('/ws/chat/')
      ? null
      : { type: 'status_update', stream_id: 1, status: 'active', timestamp: zoneless(patient) },
}

/** Long ago: what is new would have to come on the live connection as well. */
const said = {
  ...{ id: 1, pseudo: 'mia', message: 'Pump 3 is back' },
  created_at: '2025-01-01T00:00:00Z',
}

/** The documented generation, where nobody says anything and pings are not answered. */
export const workspaceChat: Soundness = {
  page: { system: 'workspace-chat', method: 'name', automatic: null },
  rest: {
    'GET /api/health': () => ({ status: 'ok', uptime: 12 }),
    'GET /api/messages': () => ({ success: true, messages: [said] }),
  },
  open: ['GET /api/health'],
  greeting: () => ({ type: 'connected', userId: 'ws_user_1', username: 'op', connectedUsers: 1 }),
  everyMs: 2_000,
  frame: () => null,
}

/** The newer one, which acknowledges a token and tells who is there. */
export const newerChat: Soundness = {
  ...workspaceChat,
  page: { ...workspaceChat.page, method: 'password' },
  refuse: () => json({ success: false, code: 'auth_required', message: 'Invalid or expired token' }, 401),
  greeting: null,
  answer: (frame, { token }) => {
    if (!frame.includes('"auth"')) return null
    return frame.includes(`"${token}"`)
      ? { type: 'auth:ack', ok: true }
      : { type: 'error', code: 'auth_required', message: 'Invalid or expired token' }
  },
}

/** WebMACS, and who watches is signed in. */
export function signedIn(): Patient {
  const patient = new Patient(webmacs, { token: TOKEN })
  patient.token = TOKEN
  return patient
}

export function openWorkspace(workspace: string | number = 1): Patient {
  return new Patient(servosense, { options: { workspace } })
}

export function closedWorkspace(token: string = TOKEN): Patient {
  const patient = new Patient(servosense, { signsIn: true, automatic: null, token })
  patient.token = TOKEN
  return patient
}

export function center(): Patient {
  return new Patient(controlCenter)
}

/** NewLoom, whose sign-in is a cookie. */
export function jobs(options: PageOptions = {}): Patient {
  return new Patient(newloom, { credentials: { token: null, name: 'op' }, ...options })
}

/** The server that runs: its paths are elsewhere, and it has no socket for its streams. */
export function runningJobs(options: PageOptions = {}): Patient {
  const rest = Object.entries(newloom.rest).map(([route, body]) => [route.replace('/api/v1', '/api'), body])
  const patient = new Patient(
    { ...newloom, rest: Object.fromEntries(rest) },
    { credentials: { token: null, name: 'op' }, ...options },
  )
  patient.onConnect = (socket) => {
    if (socket.url.endsWith('/ws/streams/')) socket.drop(1006)
    else socket.accept()
  }
  return patient
}

export function chat(options: PageOptions = {}): Patient {
  return new Patient(workspaceChat, {
    credentials: { token: null, name: 'op' },
    locks: fakeLocks(),
    ...options,
  })
}

/** @param token that the page kept; another one than the backend's has expired */
export function chatWithAccounts(token: string = TOKEN): Patient {
  const patient = new Patient(newerChat, { credentials: { token, name: 'op' }, locks: fakeLocks() })
  patient.token = TOKEN
  return patient
}
