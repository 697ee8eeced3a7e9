// The gateway. Without a cluster to join it hosts its own silo: the embedded mode.
using ResponsibilityGrid.Gateway;

return await EmbeddedHost.Run(args);
