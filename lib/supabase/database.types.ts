export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      agents: {
        Row: {
          agent_id: string | null
          created_at: string
          deploy_error: string | null
          deploy_request_id: string | null
          deployed_at: string | null
          id: string
          inbound_webhook_url: string | null
          nickname: string | null
          phone_number: string | null
          status: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          agent_id?: string | null
          created_at?: string
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string
          user_id: string
        }
        Update: {
          agent_id?: string | null
          created_at?: string
          deploy_error?: string | null
          deploy_request_id?: string | null
          deployed_at?: string | null
          id?: string
          inbound_webhook_url?: string | null
          nickname?: string | null
          phone_number?: string | null
          status?: string
          user_id?: string
        }
        Relationships: []
      }
      audit_logs: {
        Row: {
          action: string
          action_type: string | null
          actor_id: string | null
          created_at: string
          entity: string | null
          entity_id: string | null
          id: string
          ip: string | null
          metadata: NonNullable<Json>
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          action: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Update: {
          action?: string
          action_type?: string | null
          actor_id?: string | null
          created_at?: string
          entity?: string | null
          entity_id?: string | null
          id?: string
          ip?: string | null
          metadata?: NonNullable<Json>
          user_agent?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      churn_alerts: {
        Row: {
          created_at: string
          id: string
          reason: string
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          severity: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          reason: string
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          reason?: string
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          severity?: string
          user_id?: string
        }
        Relationships: []
      }
      consent_logs: {
        Row: {
          created_at: string
          id: string
          ip: string | null
          user_agent: string | null
          user_id: string | null
          version: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          ip?: string | null
          user_agent?: string | null
          user_id?: string | null
          version: string
        }
        Update: {
          created_at?: string
          id?: string
          ip?: string | null
          user_agent?: string | null
          user_id?: string | null
          version?: string
        }
        Relationships: []
      }
      customer_health_scores: {
        Row: {
          factors: NonNullable<Json>
          grade: string
          id: string
          last_calculated: string
          risk_level: string
          score: number
          user_id: string
        }
        ComputedFields: never
        Insert: {
          factors?: NonNullable<Json>
          grade: string
          id?: string
          last_calculated?: string
          risk_level: string
          score: number
          user_id: string
        }
        Update: {
          factors?: NonNullable<Json>
          grade?: string
          id?: string
          last_calculated?: string
          risk_level?: string
          score?: number
          user_id?: string
        }
        Relationships: []
      }
      error_logs: {
        Row: {
          created_at: string
          endpoint: string | null
          error_type: string
          id: string
          message: string | null
          request_body: Json | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          stack_trace: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          endpoint?: string | null
          error_type: string
          id?: string
          message?: string | null
          request_body?: Json | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          stack_trace?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          endpoint?: string | null
          error_type?: string
          id?: string
          message?: string | null
          request_body?: Json | null
          resolution_notes?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          stack_trace?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      ops_alerts: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          alert_type: string
          created_at: string
          details: Json | null
          id: string
          message: string | null
          severity: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type: string
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          severity?: string
          user_id?: string | null
        }
        Update: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          alert_type?: string
          created_at?: string
          details?: Json | null
          id?: string
          message?: string | null
          severity?: string
          user_id?: string | null
        }
        Relationships: []
      }
      outbound_sms_log: {
        Row: {
          body: string | null
          created_at: string
          from_number: string | null
          id: string
          provider_message_id: string | null
          status: string | null
          to_number: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          body?: string | null
          created_at?: string
          from_number?: string | null
          id?: string
          provider_message_id?: string | null
          status?: string | null
          to_number: string
          user_id?: string | null
        }
        Update: {
          body?: string | null
          created_at?: string
          from_number?: string | null
          id?: string
          provider_message_id?: string | null
          status?: string | null
          to_number?: string
          user_id?: string | null
        }
        Relationships: []
      }
      profiles: {
        Row: {
          area_code: string | null
          business_hours: Json | null
          business_name: string | null
          cal_com_url: string | null
          email: string
          industry: string | null
          post_call_sms_enabled: boolean
          review_request_enabled: boolean
          role: string
          tier: string
          transfer_number: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          area_code?: string | null
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email: string
          industry?: string | null
          post_call_sms_enabled?: boolean
          review_request_enabled?: boolean
          role?: string
          tier?: string
          transfer_number?: string | null
          user_id: string
        }
        Update: {
          area_code?: string | null
          business_hours?: Json | null
          business_name?: string | null
          cal_com_url?: string | null
          email?: string
          industry?: string | null
          post_call_sms_enabled?: boolean
          review_request_enabled?: boolean
          role?: string
          tier?: string
          transfer_number?: string | null
          user_id?: string
        }
        Relationships: []
      }
      referral_codes: {
        Row: {
          code: string
          created_at: string
          id: string
          is_active: boolean
          user_id: string
        }
        ComputedFields: never
        Insert: {
          code: string
          created_at?: string
          id?: string
          is_active?: boolean
          user_id: string
        }
        Update: {
          code?: string
          created_at?: string
          id?: string
          is_active?: boolean
          user_id?: string
        }
        Relationships: []
      }
      referral_commissions: {
        Row: {
          amount_cents: number
          approved_at: string | null
          commission_type: string | null
          created_at: string
          id: string
          month_number: number | null
          paid_at: string | null
          referral_id: string | null
          referrer_id: string | null
          status: string
          stripe_invoice_id: string | null
          stripe_subscription_id: string | null
        }
        ComputedFields: never
        Insert: {
          amount_cents: number
          approved_at?: string | null
          commission_type?: string | null
          created_at?: string
          id?: string
          month_number?: number | null
          paid_at?: string | null
          referral_id?: string | null
          referrer_id?: string | null
          status?: string
          stripe_invoice_id?: string | null
          stripe_subscription_id?: string | null
        }
        Update: {
          amount_cents?: number
          approved_at?: string | null
          commission_type?: string | null
          created_at?: string
          id?: string
          month_number?: number | null
          paid_at?: string | null
          referral_id?: string | null
          referrer_id?: string | null
          status?: string
          stripe_invoice_id?: string | null
          stripe_subscription_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'referral_commissions_referral_id_fkey'
            columns: ['referral_id']
            isOneToOne: false
            referencedRelation: 'referrals'
            referencedColumns: ['id']
          },
        ]
      }
      referral_settings: {
        Row: {
          auto_approve_under_cents: number | null
          hold_days: number | null
          id: number
          is_active: boolean
          max_months: number | null
          min_payout_cents: number | null
          monthly_percent: number | null
          updated_at: string
          upfront_amount_cents: number | null
        }
        ComputedFields: never
        Insert: {
          auto_approve_under_cents?: number | null
          hold_days?: number | null
          id?: number
          is_active?: boolean
          max_months?: number | null
          min_payout_cents?: number | null
          monthly_percent?: number | null
          updated_at?: string
          upfront_amount_cents?: number | null
        }
        Update: {
          auto_approve_under_cents?: number | null
          hold_days?: number | null
          id?: number
          is_active?: boolean
          max_months?: number | null
          min_payout_cents?: number | null
          monthly_percent?: number | null
          updated_at?: string
          upfront_amount_cents?: number | null
        }
        Relationships: []
      }
      referrals: {
        Row: {
          created_at: string
          eligible_at: string | null
          first_payment_at: string | null
          fraud_flags: Json | null
          id: string
          months_paid: number
          referral_code: string | null
          referred_id: string | null
          referrer_id: string | null
          rejection_reason: string | null
          signup_at: string | null
          signup_ip: string | null
          status: string
          total_commission_cents: number
          updated_at: string
          upfront_paid: boolean
          upfront_paid_at: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          eligible_at?: string | null
          first_payment_at?: string | null
          fraud_flags?: Json | null
          id?: string
          months_paid?: number
          referral_code?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          rejection_reason?: string | null
          signup_at?: string | null
          signup_ip?: string | null
          status?: string
          total_commission_cents?: number
          updated_at?: string
          upfront_paid?: boolean
          upfront_paid_at?: string | null
        }
        Update: {
          created_at?: string
          eligible_at?: string | null
          first_payment_at?: string | null
          fraud_flags?: Json | null
          id?: string
          months_paid?: number
          referral_code?: string | null
          referred_id?: string | null
          referrer_id?: string | null
          rejection_reason?: string | null
          signup_at?: string | null
          signup_ip?: string | null
          status?: string
          total_commission_cents?: number
          updated_at?: string
          upfront_paid?: boolean
          upfront_paid_at?: string | null
        }
        Relationships: []
      }
      sms_opt_out: {
        Row: {
          id: string
          keyword: string | null
          opted_out_at: string
          phone: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          id?: string
          keyword?: string | null
          opted_out_at?: string
          phone: string
          user_id?: string | null
        }
        Update: {
          id?: string
          keyword?: string | null
          opted_out_at?: string
          phone?: string
          user_id?: string | null
        }
        Relationships: []
      }
      sms_thread_locks: {
        Row: {
          customer_phone: string
          expires_at: string
          id: string
          last_activity: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          customer_phone: string
          expires_at: string
          id?: string
          last_activity?: string
          user_id: string
        }
        Update: {
          customer_phone?: string
          expires_at?: string
          id?: string
          last_activity?: string
          user_id?: string
        }
        Relationships: []
      }
      usage_calls: {
        Row: {
          call_id: string | null
          created_at: string
          direction: string | null
          id: string
          phone_number: string | null
          provider_call_id: string | null
          seconds: number
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          call_id?: string | null
          created_at?: string
          direction?: string | null
          id?: string
          phone_number?: string | null
          provider_call_id?: string | null
          seconds?: number
          user_id?: string | null
        }
        Update: {
          call_id?: string | null
          created_at?: string
          direction?: string | null
          id?: string
          phone_number?: string | null
          provider_call_id?: string | null
          seconds?: number
          user_id?: string | null
        }
        Relationships: []
      }
      usage_sms: {
        Row: {
          created_at: string
          direction: string | null
          id: string
          message_id: string | null
          phone_number: string | null
          provider_message_id: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          direction?: string | null
          id?: string
          message_id?: string | null
          phone_number?: string | null
          provider_message_id?: string | null
          user_id?: string | null
        }
        Update: {
          created_at?: string
          direction?: string | null
          id?: string
          message_id?: string | null
          phone_number?: string | null
          provider_message_id?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
      webhook_queue: {
        Row: {
          attempts: number
          error_message: string | null
          event_type: string
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          raw_payload: NonNullable<Json>
          received_at: string
          result: string | null
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          attempts?: number
          error_message?: string | null
          event_type: string
          id?: string
          idempotency_key?: string | null
          phone_number?: string | null
          processed_at?: string | null
          processed_by?: string | null
          raw_payload?: NonNullable<Json>
          received_at?: string
          result?: string | null
          user_id?: string | null
        }
        Update: {
          attempts?: number
          error_message?: string | null
          event_type?: string
          id?: string
          idempotency_key?: string | null
          phone_number?: string | null
          processed_at?: string | null
          processed_by?: string | null
          raw_payload?: NonNullable<Json>
          received_at?: string
          result?: string | null
          user_id?: string | null
        }
        Relationships: []
      }
    }
    Views: {
      alert_list: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          acknowledged_by_email: string | null
          alert_type: string
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          message: string | null
          risk_level: string | null
          score: number | null
          severity: string
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      audit_list: {
        Row: {
          action: string
          action_type: string | null
          actor_email: string | null
          actor_id: string | null
          business_name: string | null
          created_at: string
          entity: string | null
          entity_id: string | null
          grade: string | null
          id: string
          ip: string | null
          metadata: NonNullable<Json>
          risk_level: string | null
          score: number | null
          tier: string | null
          user_agent: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      churn_list: {
        Row: {
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          reason: string
          reason_evidence: string | null
          reason_kind: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          severity: string
          tier: string | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      customer_list: {
        Row: {
          area_code: string | null
          business_name: string | null
          email: string
          factors: Json | null
          grade: string | null
          industry: string | null
          last_calculated: string | null
          open_alerts: number | null
          open_churn: number | null
          risk_level: string | null
          role: string
          score: number | null
          tier: string
          unresolved_errors: number | null
          user_id: string
        }
        ComputedFields: never
        Relationships: []
      }
      error_list: {
        Row: {
          business_name: string | null
          created_at: string
          endpoint: string | null
          error_type: string
          grade: string | null
          id: string
          message: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
      webhook_list: {
        Row: {
          attempts: number
          business_name: string | null
          error_message: string | null
          event_type: string
          grade: string | null
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          received_at: string
          result: string | null
          risk_level: string | null
          score: number | null
          state: string | null
          tier: string | null
          user_id: string | null
        }
        ComputedFields: never
        Relationships: []
      }
    }
    Functions: {
      acknowledge_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      count_matching: {
        Args: { filter?: Json; list: string }
        Returns: {
          exact: boolean
          matches: number
        }[]
      }
      find_anything: {
        Args: { term: string }
        Returns: {
          detail: string
          id: string
          kind: string
          label: string
        }[]
      }
      health_distribution: {
        Args: Record<PropertyKey, never>
        Returns: {
          customers: number
          grade: string
        }[]
      }
      list_alerts: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          acknowledged_by_email: string | null
          alert_type: string
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          message: string | null
          risk_level: string | null
          score: number | null
          severity: string
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'alert_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_churn_alerts: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string | null
          created_at: string
          grade: string | null
          id: string
          reason: string
          reason_evidence: string | null
          reason_kind: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          severity: string
          tier: string | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'churn_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_customers: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          area_code: string | null
          business_name: string | null
          email: string
          factors: Json | null
          grade: string | null
          industry: string | null
          last_calculated: string | null
          open_alerts: number | null
          open_churn: number | null
          risk_level: string | null
          role: string
          score: number | null
          tier: string
          unresolved_errors: number | null
          user_id: string
        }[]
        SetofOptions: {
          from: '*'
          to: 'customer_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_errors: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          business_name: string | null
          created_at: string
          endpoint: string | null
          error_type: string
          grade: string | null
          id: string
          message: string | null
          resolution_notes: string | null
          resolved_at: string | null
          resolved_by: string | null
          resolved_by_email: string | null
          risk_level: string | null
          score: number | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'error_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      list_facets: {
        Args: { filter?: Json; list: string }
        Returns: {
          facet: string
          matches: number
          value: string
        }[]
      }
      list_histogram: {
        Args: { buckets: number; filter: Json; list: string; since: string; until: string }
        Returns: {
          bucket: string
          matches: number
          series: string
        }[]
      }
      list_webhooks: {
        Args: {
          backward?: boolean
          cursor_values?: Json
          descending?: boolean
          filter?: Json
          page_size?: number
          sort?: string
        }
        Returns: {
          attempts: number
          business_name: string | null
          error_message: string | null
          event_type: string
          grade: string | null
          id: string
          idempotency_key: string | null
          phone_number: string | null
          processed_at: string | null
          processed_by: string | null
          received_at: string
          result: string | null
          risk_level: string | null
          score: number | null
          state: string | null
          tier: string | null
          user_id: string | null
        }[]
        SetofOptions: {
          from: '*'
          to: 'webhook_list'
          isOneToOne: false
          isSetofReturn: true
        }
      }
      oldest_unhandled: {
        Args: Record<PropertyKey, never>
        Returns: {
          business_name: string
          id: string
          label: string
          queue: string
          since: string
          user_id: string
        }[]
      }
      pulse: {
        Args: Record<PropertyKey, never>
        Returns: {
          at_risk_customers: number
          critical_alerts: number
          failed_webhooks: number
          marker: string
          oldest_pending_webhook: string
          open_alerts: number
          open_churn: number
          pending_webhooks: number
          unresolved_errors: number
        }[]
      }
      reopen_churn_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      reopen_errors: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      requeue_webhooks: {
        Args: { ids: string[]; reason: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      resolve_churn_alerts: {
        Args: { ids: string[]; notes: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      resolve_errors: {
        Args: { ids: string[]; notes: string }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      sign_in_allowed: { Args: { account: string; address: string }; Returns: number }
      sign_in_succeeded: { Args: Record<PropertyKey, never>; Returns: undefined }
      unacknowledge_ops_alerts: {
        Args: { ids: string[] }
        Returns: {
          actor_email: string
          actor_id: string
          happened_at: string
          id: string
          outcome: string
        }[]
      }
      whoami: {
        Args: Record<PropertyKey, never>
        Returns: {
          email: string
          is_admin: boolean
          user_id: string
        }[]
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
