// The addresses of sensors' pages as they stand in messages: absolute, so that they lead here from anywhere.
import { useRouter, type Router } from 'vue-router'
import { isoTime } from '../../texts/format'
import type { SensorPlace } from './message-parts'

export interface SensorAddresses {
  /** Where all of them begin, with a slash at the end. */
  beginning: string
  of: (place: SensorPlace) => string
}

/** Made once for all messages. */
const known = new WeakMap<Router, SensorAddresses>()

export function useSensorAddresses(): SensorAddresses {
  const router = useRouter()
  const addresses = known.get(router) ?? addressesOf(router)
  known.set(router, addresses)
  return addresses
}

function addressesOf(router: Router): SensorAddresses {
  const absolute = (path: string): string => new URL(path, location.origin).href
  return {
    beginning: absolute(router.resolve('/sensors/').href),
    of: (place) => absolute(router.resolve(routeOf(place)).href),
  }
}

/** @returns a location for the router */
export function routeOf({ source, sensor, at }: SensorPlace) {
  const iso = at === null ? undefined : isoTime(at)
  return { name: 'sensor', params: { source, sensor }, query: iso === undefined ? {} : { at: iso } }
}
