// Adds up the coverage files of all test projects: a line counts as covered when any of them ran it.
//   node coverage.mjs REPOSITORY RESULTS-FOLDER LEAST-PERCENT
// Prints a line a project and the whole; exit code 1 below the least.
import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';

const [repository, results, least] = process.argv.slice(2);
const lines = new Map(); // file → line → hits

for (const entry of readdirSync(results, { recursive: true })) {
  if (!entry.endsWith('coverage.cobertura.xml')) continue;
  const xml = readFileSync(join(results, entry), 'utf8');
  const sources = [...xml.matchAll(/<source>(.*?)<\/source>/g)].map((match) => match[1]);
  let file = null;
  for (const match of xml.matchAll(/<class [^>]*filename="([^"]+)"|<line number="(\d+)" hits="(\d+)"/g)) {
    if (match[1] !== undefined) {
      const path = isAbsolute(match[1])
        ? match[1]
        : sources.map((source) => resolve('/', source, match[1])).find((candidate) => candidate.startsWith(resolve(repository, 'src'))) ?? match[1];
      const inside = relative(repository, path);
      file = inside.startsWith('src/') && !inside.includes('/obj/') ? inside : null;
      if (file && !lines.has(file)) lines.set(file, new Map());
    } else if (file) {
      const hits = lines.get(file);
      const line = Number(match[2]);
      hits.set(line, Math.max(hits.get(line) ?? 0, Number(match[3])));
    }
  }
}

const projects = new Map();
const total = { covered: 0, all: 0 };
for (const [file, hits] of lines) {
  const name = file.split('/')[1];
  const project = projects.get(name) ?? { covered: 0, all: 0 };
  projects.set(name, project);
  for (const count of hits.values()) {
    for (const sum of [project, total]) {
      sum.all++;
      if (count > 0) sum.covered++;
    }
  }
}

const percent = ({ covered, all }) => (all === 0 ? 0 : (100 * covered) / all);
for (const [name, sum] of [...projects].sort()) console.log(`  ${name.padEnd(22)} ${percent(sum).toFixed(1).padStart(5)} % of ${sum.all} lines`);
if (process.env.COVERAGE_FILES) {
  const worst = [...lines].map(([file, hits]) => [file, hits.size - [...hits.values()].filter((count) => count > 0).length]);
  for (const [file, missed] of worst.sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log(`    ${String(missed).padStart(4)} uncovered in ${file}`);
}
console.log(`line coverage of src/: ${percent(total).toFixed(1)} % (at least ${least} %)`);
process.exit(percent(total) >= Number(least) ? 0 : 1);
