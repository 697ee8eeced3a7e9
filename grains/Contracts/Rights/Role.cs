namespace ResponsibilityGrid;

/// <summary>角色：一组权限；系统、安全、审计三员互斥，且不得兼任业务角色 / A bundle of rights. The three administrators exclude each other and every other role.</summary>
[GenerateSerializer]
public enum Role
{
    /// <summary>办公室：查看全网格 / The office reads the grid.</summary>
    Office,

    /// <summary>发布员：查看全网格，导入、起草、下发，维护本级局及其部门 / The issuer reads the grid, imports, drafts, issues, and keeps the root bureau and its departments.</summary>
    Issuer,

    /// <summary>经办员：查看并维护一个单位及其下级，查看其上级链条 / A clerk reads and keeps a unit's subtree, and reads what stands above it.</summary>
    Clerk,

    /// <summary>责任人：代一个岗位办理其事项，用于代岗位调用的程序；人员的此项权限由任职得出，无须授权 / A program that acts for a post. Persons need no such grant: it follows from their fills.</summary>
    Holder,

    /// <summary>纪检：查看一个单位及其下级，含限制信息，安排检查 / Discipline reads a subtree with its restricted facts, and plans inspections.</summary>
    Discipline,

    /// <summary>职能部门：查看本职能线的事项 / A functional department reads the items of its line.</summary>
    Functional,

    /// <summary>巡察：查看一切，不得写入 / Inspectors read all and write nothing.</summary>
    Inspector,

    /// <summary>系统管理员：管理账号，提出授权，无业务数据 / The system administrator manages accounts and proposes grants, without any business data.</summary>
    SystemAdministrator,

    /// <summary>安全管理员：批准授权，无业务数据 / The security administrator approves grants, without any business data.</summary>
    SecurityAdministrator,

    /// <summary>审计员：查看审计记录，无业务数据 / The auditor reads the record, and nothing else.</summary>
    Auditor,
}
