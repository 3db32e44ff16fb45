// Prints what a run has shown, and fails the process if it is not all.

export function report(where, { passed, failed, failures }) {
  for (const failure of failures.slice(0, 20)) console.log(`  ${failure}`);
  console.log(`${where}: ${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
