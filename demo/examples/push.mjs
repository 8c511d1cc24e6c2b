// A sensor of your own, and a value of it each second: node demo/examples/push.mjs [address of the demo]
/* global console, fetch, process, setInterval */
const api = `${process.argv[2] ?? 'http://127.0.0.1:3000'}/api/v1`
const headers = { Authorization: 'Bearer wm_demo_operator_valid', 'Content-Type': 'application/json' }
let sensor = null

async function post(path, body) {
  const answer = await fetch(`${api}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${api}/${path} answered ${answer.status}`)
  return answer.json()
}

async function push() {
  const value = 10 * Math.sin(Date.now() / 10_000)
  try {
    sensor ??= await post('events', { name: 'A wave', unit: 'V', min_value: -12, max_value: 12 })
    console.log(value.toFixed(2), await post('datapoints', { value, event_public_id: sensor.public_id }))
  } catch (error) {
    // A demo that was started anew knows the sensor no more.
    sensor = null
    console.error(`Not sent: ${error.message}`)
  }
}

setInterval(push, 1000)
