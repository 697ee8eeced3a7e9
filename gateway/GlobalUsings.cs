// Orleans brings an [Id] of its own into every project that sees its SDK; in the gateway the word means GraphQL's.
global using IdAttribute = GraphQL.IdAttribute;
