export * from '../../src/index.js';
export * from '../../src/transport/miniProgram.js';
