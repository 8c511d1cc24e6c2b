// WebMACS as the demo plays it, over this very machine: puts the parts together and says which paths are its own.

import { randomUUID } from 'node:crypto'
import type { DemoSystem, SocketRoute, SystemContext, SystemKind } from '../../backend/system'
import { openControllerSocket } from './controller-socket'
import { ControllerProcess } from './controller-process'
import { Experiments } from './experiments'
import { webmacsGarbage } from './garbage'
import { Pipeline } from './pipeline'
import { restApi } from './rest'
import { RuleBook } from './rules'
import { Sensors, type SensorDeclaration } from './sensors'
import { SampleStore } from './store'
import { DatapointStream } from './stream'
import { TokenDesk, type Refusal } from './tokens'
import { OPERATOR, PASSWORD } from './users'
import { Webhooks, type Deliver } from './webhooks'

/** What the documents of another system put under the same prefix. */
const OF_OTHERS = /^\/api\/v1\/(acc|users|streams|stream-logs|stream-stats)\//

/** What tests bring in place of the machine and the environment. */
export interface WebmacsOptions {
  sensors?: readonly SensorDeclaration[]
  webhook?: string | undefined
  deliver?: Deliver
}

export function createWebmacs(context: SystemContext, options: WebmacsOptions): DemoSystem {
  const sensors = new Sensors()
  sensors.declare(options.sensors ?? [])
  const tokens = new TokenDesk(context)
  const stream = new DatapointStream(tokens)
  const store = new SampleStore()
  const experiments = new Experiments(context.clock)
  const rules = new RuleBook(sensors)
  const webhooks = new Webhooks(context.clock, options.webhook, options.deliver)
  const pipeline = new Pipeline({ context, sensors, store, experiments, webhooks, rules, stream })
  const controllerToken = randomUUID()
  const controller = new ControllerProcess(context.supervisor, controllerToken, (declared) =>
    sensors.declare(declared),
  )
  const rest = restApi({ context, tokens, sensors, store, experiments, rules, pipeline })

  const routes = new Map<string, SocketRoute>([
    [
      '/ws/datapoints/stream',
      { faulty: true, open: (channel, url) => void stream.open(channel, url.searchParams.get('token')) },
    ],
    [
      '/ws/controller/telemetry',
      {
        faulty: false,
        open: (channel, url) =>
          void openControllerSocket(channel, url.searchParams.get('token'), {
            tokens,
            pipeline,
            controllerToken,
          }),
      },
    ],
  ])
  const endTokens = (jwt: Refusal, apiToken: Refusal) => () => {
    tokens.endEpoch(jwt)
    return stream.closeAll((token) => (token.startsWith('wm_') ? apiToken : jwt))
  }

  return {
    source: {
      id: 'this-machine',
      system: 'webmacs',
      label: 'This machine',
      path: '',
      auth: { method: 'password', automatic: '/demo/sign-in?system=webmacs' },
    },
    owns: (path) => path === '/health' || (path.startsWith('/api/v1/') && !OF_OTHERS.test(path)),
    fetch: (request) => rest.fetch(request),
    socketAt: (path) => routes.get(path),
    garbage: () => webmacsGarbage(sensors.list()[0]?.public_id ?? ''),
    onFault: {
      'expire-tokens': endTokens('Invalid or expired token', 'API token expired'),
      'revoke-token': endTokens('Token has been revoked', 'Invalid API token'),
      'delete-user': () => stream.closeAll(() => 'User not found'),
    },
    signIn: () => ({ email: OPERATOR.email, password: PASSWORD }),
    start: (port) => controller.start(port),
    kept: () => ({ sensors: sensors.list().length, ...store.kept() }),
    histories: () =>
      sensors.list().map(({ public_id, name, unit }) => ({
        name,
        unit,
        count: () => store.count(public_id),
        since: (time) => store.since(public_id, time),
        forget: (time) => store.forget(public_id, time),
      })),
    processes: () => ({ controllerPid: controller.pid }),
    stop: () => controller.stop(),
  }
}

export const webmacs: SystemKind = {
  id: 'webmacs',
  create: (context) => createWebmacs(context, { webhook: process.env.WATCHDECK_DEMO_WEBHOOK }),
}
