// The gateway: a client of a cluster of silos, or with the word "embedded" a grid in one process.
using ResponsibilityGrid.Gateway;

return args is ["embedded", ..] ? await EmbeddedHost.Run(args[1..]) : await ClusterHost.Run(args);
