// One name for this build in the server and in the browser, also where the build runs in several processes.
process.env.CONSOLE_BUILD ??= Date.now().toString(36)

/** @type {import('next').NextConfig} */
const nextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: false,
  poweredByHeader: false,
  env: { CONSOLE_BUILD: process.env.CONSOLE_BUILD },
  allowedDevOrigins: ['127.0.0.1'],
  turbopack: { root: import.meta.dirname },
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Types are checked by `npm run check`; a first start need not wait for them.
  typescript: {
    ignoreBuildErrors: true,
    // Next.js writes the types of each build into its tsconfig; the tests' build must not change ours.
    tsconfigPath: process.env.NEXT_DIST_DIR ? 'tsconfig.testing.json' : 'tsconfig.json',
  },
  experimental: {
    // Lets a test freeze a page at its prefetched shell; set for the build that the end-to-end tests use.
    exposeTestingApiInProductionBuild: process.env.EXPOSE_TESTING_API === '1',
  },
}

export default nextConfig
