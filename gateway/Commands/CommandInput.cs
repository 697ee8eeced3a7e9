namespace ResponsibilityGrid.Gateway;

/// <summary>What every command may carry beside what it is about.</summary>
public abstract record CommandInput
{
    /// <summary>指令编号，由调用方取；24 小时内对同一对象的同一编号得到同一答复。不写则每次都是新指令 / The command's id, made by the caller: on the same object the same one is answered as the first time for 24 hours. Left out, every call is a new command</summary>
    public string? CommandId { get; init; }

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper { get; init; }

    /// <summary>调用方自用的标记，原样返回 / A mark of the caller's own, given back as it is</summary>
    public string? ClientMutationId { get; init; }
}

/// <summary>A command on something that counts its versions.</summary>
public abstract record VersionedInput : CommandInput
{
    /// <summary>调用方所见的版本；与现行版本不同则以 CONFLICT 拒绝。不写则不核对 / The version that the caller has seen; refused as CONFLICT where it is not the current one. Left out, it is not looked at</summary>
    public int? ExpectedVersion { get; init; }
}
