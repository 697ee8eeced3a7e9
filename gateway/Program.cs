// The gateway: a client of a cluster of silos, or with the word "embedded" a grid in one process; "schema" only prints what it serves.
using ResponsibilityGrid.Gateway;

return args switch
{
    ["embedded", .. var rest] => await EmbeddedHost.Run(rest),
    ["schema", .. var rest] => SchemaCommand.Run(rest, Console.OpenStandardOutput(), Console.Error),
    _ => await ClusterHost.Run(args),
};
