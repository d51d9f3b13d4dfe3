using Parley.Host.Commands;

return await CommandLine.RunAsync(args);
