// A demo backend with the motor plant, whose process is a fake that reads what a test lets it read.

import { servosense } from '../../../demo/systems/servosense'
import type { PlantNotice } from '../../../demo/systems/servosense/plant/plant'
import { startDemo } from './kit'
import { textOf } from './wire'

export async function startPlant() {
  const demo = await startDemo({}, [servosense])
  const tokenFor = async (username = 'operator'): Promise<string | undefined> => {
    const body = { email: `${username}@demo.local`, password: 'watchdeck' }
    return textOf((await demo.rest('POST', '/api/user/token/', { body })).body, 'token')
  }
  const token = (await tokenFor())!
  const ask = (method: string, path: string, body?: unknown) =>
    demo.rest(method, path, { token, scheme: 'Token', body })

  return {
    ...demo,
    token,
    tokenFor,
    ask,
    change: (sensor: number, body: unknown) => ask('PATCH', `/api/core/sensors/${sensor}/`, body),
    workspace: (query = '', subprotocols: string[] = []) =>
      demo.socket(`/ws/workspaces/1/${query}`, {}, subprotocols),

    /** A socket that the backend surely knows: an answer by REST came after its opening. */
    async listening(query = `?token=${token}`) {
      const client = demo.socket(`/ws/workspaces/1/${query}`)
      await client.opened
      await ask('GET', '/api/workspaces/')
      return client
    },

    async startSimulator() {
      await ask('POST', '/api/sim/start/1/')
      demo.children.newest.report(0.1, 0.1, 40)
    },

    /** Lets the plant read these values of these sensors, and tell what it notices. */
    read(...readings: [sensor: number, value: number][]) {
      demo.children.newest.say({
        readings: readings.map(([sensor_id, value]) => ({ sensor_id, value })),
        notices: [],
      })
    },
    notice: (...notices: PlantNotice[]) => demo.children.newest.say({ readings: [], notices }),
    plantFault: (fault: string, fields = {}) =>
      demo.rest('POST', '/demo/faults', { body: { system: 'servosense', fault, ...fields } }),
  }
}
