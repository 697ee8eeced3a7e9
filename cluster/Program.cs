// ./run --cluster: PostgreSQL, two silos and a gateway on this machine, with the sample in them.
using ResponsibilityGrid.Cluster;

return await Demo.Run(args);
