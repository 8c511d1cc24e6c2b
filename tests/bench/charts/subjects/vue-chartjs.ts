// vue-chartjs as most pages use it: reactive data, a category axis, animation and all else left as it comes.
import {
  CategoryScale,
  Chart as ChartJs,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { createApp, h, ref } from 'vue'
import { Line } from 'vue-chartjs'
import { lineColour, type Mount } from '../subject.ts'

ChartJs.register(CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip)

export const mount: Mount = (host, { series }, history) => {
  const data = ref({
    labels: history.times.map(clockTime),
    datasets: Array.from({ length: series }, (_, number) => ({
      label: `Series ${String(number + 1)}`,
      borderColor: lineColour(number),
      data: [...(history.values[number] ?? [])],
    })),
  })
  let next = data.value
  const options = { responsive: true, maintainAspectRatio: false }
  createApp({ render: () => h(Line, { data: data.value, options }) }).mount(host)

  return {
    // New arrays each time: Chart.js listens to those it was given, and a reactive one it has would call for ever.
    append({ times, values }) {
      next = {
        labels: [...next.labels.slice(times.length), ...times.map(clockTime)],
        datasets: next.datasets.map((dataset, number) => ({
          ...dataset,
          data: [...dataset.data.slice(times.length), ...(values[number] ?? [])],
        })),
      }
    },
    draw() {
      data.value = next
    },
  }
}

function clockTime(time: number): string {
  return new Date(time).toISOString().slice(11, 19)
}
