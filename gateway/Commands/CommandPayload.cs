namespace ResponsibilityGrid.Gateway;

/// <summary>What every command gives back beside what it changed.</summary>
public abstract class CommandPayload(CommandInput input, UserError? refusal)
{
    /// <summary>被拒绝的原因；成功则没有 / Why it was refused; none where it was not</summary>
    public IEnumerable<UserError> UserErrors => refusal is null ? [] : [refusal];

    /// <summary>指令编号 / The command's id</summary>
    public string? CommandId => input.CommandId;

    /// <summary>调用方自用的标记 / The caller's own mark</summary>
    public string? ClientMutationId => input.ClientMutationId;
}
