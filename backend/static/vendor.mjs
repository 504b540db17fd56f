// Copies what the pages need out of node_modules into vendor/: nothing is fetched by a browser from anywhere else.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const FILES = {
  "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
  "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
  "htmx.org/LICENSE": "htmx/LICENSE",
  "swagger-ui-dist/swagger-ui.css": "swagger-ui/swagger-ui.css",
  "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui/swagger-ui-bundle.js",
  "swagger-ui-dist/swagger-ui-standalone-preset.js": "swagger-ui/swagger-ui-standalone-preset.js",
  "swagger-ui-dist/favicon-32x32.png": "swagger-ui/favicon-32x32.png",
  "swagger-ui-dist/favicon-16x16.png": "swagger-ui/favicon-16x16.png",
  "swagger-ui-dist/LICENSE": "swagger-ui/LICENSE",
};

rmSync("vendor", { recursive: true, force: true });
for (const [from, to] of Object.entries(FILES)) {
  const target = join("vendor", to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join("node_modules", from), target);
}
