// Stand in for the charts, which pages get from their door in src/charts as components that are loaded later.
import { defineComponent } from 'vue'

function stub(name: string) {
  return defineComponent({
    name,
    props: { label: String, lines: Array, marks: Array, standsAt: Number, windowMs: Number },
    render: () => null,
  })
}

export const chartStubs = { SparklineChart: stub('SparklineChart'), TimeSeriesChart: stub('TimeSeriesChart') }
