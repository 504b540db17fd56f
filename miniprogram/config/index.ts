import { defineConfig } from '@tarojs/cli'

// `px` means a logical pixel on both platforms (pxtransform off): type and touch sizes are promises in px, not shares of a screen.
const untouched = { pxtransform: { enable: false, config: {} } }

export default defineConfig({
  projectName: 'ejiuzhu',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: [],
  defineConstants: {
    API_ORIGIN: JSON.stringify(process.env.TARO_ENV === 'h5' ? '' : process.env.EJIUZHU_API_ORIGIN ?? 'https://ejiuzhu.example.gov.cn'),
    HOME_COUNTY: JSON.stringify(process.env.EJIUZHU_HOME_COUNTY ?? 'boshan'),
  },
  copy: { patterns: [], options: {} },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  mini: { postcss: untouched },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    router: { mode: 'hash', enhanceAnimation: false },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: { filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' },
    postcss: { ...untouched, autoprefixer: { enable: true, config: {} } },
  },
})
